import type { Asked } from '../support/territory.ts';
import type { Day } from './day.ts';

/** Known to the Département (D-5512) and the CCAS; C-1 lets the one read of the other names and housing, not benefits. */
export const GERARD = 'CCAS_LONGVIC:7781';
export const GERARD_AT_DEPT = 'DEPT_21:D-5512';
/** Known to both as well; he has signed nothing yet. */
export const SERGE = 'CCAS_LONGVIC:1835';

export const OFFICER: Asked = { agent: 'AG-14', purpose: 'AUDIT' };
export const DPO: Asked = { agent: 'AG-23', purpose: 'AUDIT' };
/** The data-protection officer of the Département: the other side. */
export const OTHER_DPO: Asked = { agent: 'AG-22', purpose: 'AUDIT' };
export const CCAS_WORKER: Asked = { agent: 'AG-02', purpose: 'CASE' };
export const DEPT_WORKER: Asked = { agent: 'AG-01', purpose: 'CASE' };
export const METRO_WORKER: Asked = { agent: 'AG-08', purpose: 'HOUSING_FSL' };

/** A list as the hub gives it. */
export interface Listed<Row> {
  readonly totalCount?: number | null;
  readonly edges: readonly { readonly node: Row }[];
}
export const rowsOf = <Row>({ edges }: Listed<Row>): readonly Row[] => edges.map(({ node }) => node);

/** What AG-02 writes down of an honest accord for the Département, unless something else is said. */
export async function record(day: Day, over: Readonly<Record<string, unknown>>): Promise<string> {
  const input = {
    ...{ person: SERGE, kind: 'ACCORD', categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
    ...{ purposes: ['CASE'], validTo: '2027-05-04', grantedBy: ['SELF'], channel: 'IN_PERSON_SIGNED' },
    ...{ informationNoticeVersion: '2026-01', ...over },
  };
  const { recordConsent } = await day.ask<{ recordConsent: { id: string } }>('agent/record-consent', CCAS_WORKER, {
    input,
  });
  return recordConsent.id;
}

export interface File {
  readonly birthName: string | null;
  readonly housing: { readonly tenure: string } | null;
  readonly benefits: readonly unknown[] | null;
}

/** What AG-01 of the Département reads of a file, and what the journal holds of it. */
export async function read(day: Day, id: string, who: Asked = DEPT_WORKER) {
  const { data, lines } = await day.asked<{ person: File | null }>('agent/read-person', who, { id });
  return { file: data.person, lines, decided: (of: string) => lines.find(({ category }) => category === of) };
}

/** The data-protection officer of the Métropole, who has no part in what the other two do, takes office for the story. */
export async function metroOfficer(day: Day): Promise<Asked> {
  const agent = 'AG-METRO-DPO';
  await day.world.habilitate(agent, 'METRO_DIJON', 'DPO', { purposes: ['AUDIT'], communities: ['AUDIT'] });
  const token = await day.territory.signToken({ agent, body: 'METRO_DIJON', now: new Date() });
  return { agent, purpose: 'AUDIT', token };
}

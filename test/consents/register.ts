import { type Asked, dataOf, type HubAnswer, type Territory } from '../support/territory.ts';

/** What a test says of a statement; the rest is an honest accord of an adult, for the case of the Département and the CCAS. */
export type Said = Readonly<Record<string, unknown>> & { readonly person: string };

export interface StatementRow {
  readonly id: string;
  readonly status: string;
  readonly warnings: readonly string[];
  readonly withdrawnAt: string | null;
  readonly supersededBy: { readonly id: string } | null;
}

const STATEMENT = 'id status warnings withdrawnAt supersededBy { id }';
const RECORD = `mutation($input: RecordConsentInput!) { recordConsent(input: $input) { ${STATEMENT} } }`;
const WITHDRAW = `mutation($id: ID!, $channel: ConsentChannel!) { withdrawConsent(id: $id, channel: $channel) { ${STATEMENT} } }`;

const HONEST = {
  kind: 'ACCORD',
  categories: ['HOUSING'],
  fromBodies: ['CCAS_LONGVIC'],
  toBodies: ['DEPT_21'],
  purposes: ['CASE'],
  validTo: '2027-05-04',
  grantedBy: ['SELF'],
  channel: 'IN_PERSON_SIGNED',
  informationNoticeVersion: '2026-01',
};

/** The register as partner software uses it: AG-02 of the CCAS records, AG-01 of the Département reads. */
export function openRegister(territory: Territory) {
  const by = (agent: string, over: Partial<Asked> = {}): Asked => ({ agent, purpose: 'CASE', ...over });

  return {
    tryRecord: (said: Said, asked: Asked = by('AG-02')): Promise<HubAnswer> =>
      territory.ask(RECORD, { ...asked, variables: { input: { ...HONEST, ...said } } }),

    async record(said: Said, asked: Asked = by('AG-02')): Promise<StatementRow> {
      return dataOf<{ recordConsent: StatementRow }>(await this.tryRecord(said, asked)).recordConsent;
    },

    tryWithdraw: (id: string, asked: Asked = by('AG-02'), channel = 'PHONE_CONFIRMED'): Promise<HubAnswer> =>
      territory.ask(WITHDRAW, { ...asked, variables: { id, channel } }),

    async withdraw(id: string, asked: Asked = by('AG-02')): Promise<StatementRow> {
      return dataOf<{ withdrawConsent: StatementRow }>(await this.tryWithdraw(id, asked)).withdrawConsent;
    },

    /** What a reader is told of one field of a person, and whether the owner was asked for anything. */
    async read(person: string, selection: string, asked: Asked = by('AG-01')) {
      const answer = await territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
        ...asked,
        variables: { id: person },
      });
      const asks = territory.received.length;
      const [line] = await territory.linesOf(answer.operation);
      const given = dataOf<{ person: Record<string, unknown> | null }>(answer).person;
      return { value: Object.values(given ?? {})[0] ?? null, asks, line };
    },

    async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      return (await territory.hubDatabase.query<Row>(sql, [...values])).rows;
    },
  };
}

export type Register = ReturnType<typeof openRegister>;

/** Code and reason of the first error of an answer. */
export function refusalOf(answer: HubAnswer): readonly [code: unknown, reason: unknown] {
  const extensions: Readonly<Record<string, unknown>> | undefined = answer.body.errors?.[0]?.extensions;
  return [extensions?.code, extensions?.reason];
}

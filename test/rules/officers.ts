import { type Asked, type HubAnswer, type Territory } from '../support/territory.ts';

export interface Officer {
  readonly agent: string;
  readonly body: string;
  readonly profession: 'DPO' | 'CONSENT_OFFICER';
}

/** Two data-protection officers of one body and one of another; the data set has none. */
export const OFFICERS = {
  dept: { agent: 'DPO-21', body: 'DEPT_21', profession: 'DPO' },
  deptToo: { agent: 'DPO-21B', body: 'DEPT_21', profession: 'DPO' },
  ccas: { agent: 'DPO-CCAS', body: 'CCAS_LONGVIC', profession: 'DPO' },
} as const satisfies Record<string, Officer>;

/** Appoints them in a territory, and asks in their names. */
export async function appointOfficers(territory: Territory) {
  for (const { agent, body, profession } of Object.values(OFFICERS)) {
    await territory.hubDatabase.query(
      `INSERT INTO habilitation (id, agent, body_code, profession, secrecy, communities, purposes, valid_from)
       VALUES ('H-' || $1, $1, $2, $3, 'DISCRETION_ONLY', '{AUDIT}', '{STEERING,AUDIT}', '2020-01-01')`,
      [agent, body, profession],
    );
  }
  return {
    async ask({ agent, body }: Officer, query: string, asked: Omit<Asked, 'agent' | 'token'>): Promise<HubAnswer> {
      const token = await territory.signToken({ agent, body, now: new Date() });
      return territory.ask(query, { ...asked, agent, token });
    },
  };
}

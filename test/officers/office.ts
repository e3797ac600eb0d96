import type { Purpose } from '../../schema/vocabulary.ts';
import { type Asked, dataOf, type HubAnswer, type Territory } from '../support/territory.ts';

/** Code and reason of the first error of an answer. */
export function refusalOf(answer: HubAnswer): readonly [code: unknown, reason: unknown] {
  const extensions: Readonly<Record<string, unknown>> | undefined = answer.body.errors?.[0]?.extensions;
  return [extensions?.code, extensions?.reason];
}

export const audit = (agent: string): Asked => ({ agent, purpose: 'AUDIT' });

/** One who holds the same post in another body, or another one in her own: a habilitation, and a token for it. */
export interface Appointed {
  readonly agent: string;
  readonly body: string;
  readonly profession: string;
  readonly purposes: readonly Purpose[];
  readonly secrecy?: string;
}

/** The hub as those who control it use it, and what stands in its database afterwards. */
export function openOffice(territory: Territory) {
  const rows = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await territory.hubDatabase.query<Row>(sql, [...values])).rows;

  return {
    rows,
    ask: (query: string, asked: Asked, variables: Readonly<Record<string, unknown>> = {}): Promise<HubAnswer> =>
      territory.ask(query, { ...asked, variables }),

    async give<Data>(query: string, asked: Asked, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
      return dataOf<Data>(await territory.ask(query, { ...asked, variables }));
    },

    /** Takes office for as long as the territory stands. */
    async appoint({ agent, body, profession, purposes, secrecy = 'FUNCTION' }: Appointed): Promise<Asked> {
      await rows(
        `INSERT INTO habilitation (id, agent, body_code, profession, secrecy, communities, purposes, valid_from)
         VALUES ($1, $2, $3, $4, $5, '{AUDIT,SOCIAL}', $6, '2020-01-01')`,
        [`H-${body}-${agent}`, agent, body, profession, secrecy, purposes],
      );
      const token = await territory.signToken({ agent, body, now: new Date() });
      return { agent, purpose: purposes[0]!, token };
    },

    /** As her body enrolled her. */
    async asPerson(file: string, represents = false): Promise<Asked> {
      const [link] = await rows<{ subject: string }>('SELECT subject FROM person_link WHERE id = $1', [file]);
      const claims = { subject: link?.subject, represents };
      const token = await territory.signToken({ agent: 'someone', body: 'PERSONNES', now: new Date(), claims });
      return { agent: 'someone', purpose: 'SUBJECT_RIGHTS', token };
    },
  };
}

export type Office = ReturnType<typeof openOffice>;

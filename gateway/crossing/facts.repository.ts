import type { Pool } from 'pg';
import type { Caller } from '../policy/caller.ts';
import type { Gathered, RecordName } from './facts-rows.ts';
import { RECORDS } from './gather-records.sql.ts';
import { INSTRUMENTS, SAID } from './gather-said.sql.ts';
import { CHANNELS, TIES } from './gather-ties.sql.ts';

export type { BodyRow, Gathered, RecordName, RecordRow } from './facts-rows.ts';

export interface FactsRepository {
  /** One statement, hence one snapshot. `at` is the instant of the decision, `on` its civil date in Paris. */
  gather(names: readonly RecordName[], caller: Caller, at: Date, on: string): Promise<Gathered>;
}

const ALL = (rows: string): string => `(SELECT coalesce(json_agg(each), '[]') FROM ${rows} each)`;

const GATHER = `
WITH ${[RECORDS, TIES, CHANNELS, SAID, INSTRUMENTS].join(',')}
SELECT (SELECT epoch::text FROM fact_epoch) AS epoch,
       (SELECT version FROM rule_set WHERE valid_from <= $7 ORDER BY valid_from DESC LIMIT 1) AS rules,
       ${ALL('record')} AS records,
       (SELECT beside_hidden FROM beside) AS "besideHidden",
       (SELECT coalesce(json_agg(tie.tie), '[]') FROM tie) AS ties,
       ${ALL('emergency')} AS emergencies,
       ${ALL('worry')} AS worries,
       ${ALL('notice')} AS notices,
       ${ALL('consent_said')} AS consents,
       ${ALL('word_said')} AS words,
       (SELECT coalesce(json_agg(json_build_object('code', b.code, 'kind', b.kind, 'url', b.url)), '[]')
          FROM body b WHERE b.code IN (SELECT owner FROM record UNION SELECT split_part(id, ':', 1) FROM asked)) AS bodies,
       ${ALL('instrument_between')} AS instruments`;

export function createFactsRepository(pool: Pool): FactsRepository {
  return {
    async gather(names, caller, at, on) {
      const { rows } = await pool.query<Gathered>({
        name: 'gather-facts',
        text: GATHER,
        values: [
          names.map((name) => name.type),
          names.map((name) => name.id),
          names.map((name) => name.part),
          caller.body,
          caller.agent,
          caller.service,
          at.toISOString(),
          on,
          caller.self,
          caller.purpose,
          caller.represents,
        ],
      });
      const [gathered] = rows;
      if (!gathered) throw new Error('the facts query returned no row');
      return gathered;
    },
  };
}

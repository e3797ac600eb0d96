import type { Pool } from 'pg';
import { HubError } from '../errors.ts';
import { judge } from '../policy/judge.ts';
import { type Opening, parseOpening } from '../policy/opening.ts';
import { parseRules } from '../policy/rules.ts';
import type { Judge } from './operation.ts';

/** A published version of the rule table, ready to judge. */
export interface RulesInForce {
  readonly version: string;
  readonly judge: Judge;
}

/** Tables that go with every version of the rules: groups of professions, and what transforms open. */
export interface RuleTables {
  readonly groups: string;
  readonly transforms: string;
  readonly whitelist: string;
}

/**
 * All published versions, read when the hub starts; a version that does not load stops the start. Which one judges is
 * said by the instant of the operation, so the past can be decided again as it was.
 */
export async function loadRules(pool: Pool, tables: RuleTables): Promise<(at: Date) => RulesInForce> {
  const { rows } = await pool.query<{ version: string; validFrom: Date; rules: string }>(
    `SELECT version, valid_from AS "validFrom", rules FROM rule_set ORDER BY valid_from DESC`,
  );
  const opening = parseOpening(tables.transforms, tables.whitelist);
  const versions = rows.map(({ version, validFrom, rules }) => ({
    validFrom: validFrom.getTime(),
    inForce: { version, judge: judgeBy(rules, tables.groups, opening) },
  }));
  return (at) => {
    const version = versions.find(({ validFrom }) => validFrom <= at.getTime());
    if (!version) throw new HubError('INTERNAL', 'no rule table is in force');
    return version.inForce;
  };
}

function judgeBy(rules: string, groups: string, opening: Opening): Judge {
  const ruleSet = parseRules(rules, groups);
  return (question, facts) => judge(question, facts, ruleSet, opening);
}

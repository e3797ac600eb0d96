import type { Pool } from 'pg';
import { HubError } from '../errors.ts';
import type { RuleSetName } from '../policy/decision.ts';
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

/** All published versions. Which one judges is said by the instant of the operation, so the past can be decided again as it was. */
export interface Rules {
  at(at: Date): RulesInForce;
  /** Reads what has been published since; nothing that was published ever changes. */
  refresh(): Promise<void>;
}

interface Published {
  readonly validFrom: number;
  readonly inForce: RulesInForce;
}

/** Reads all versions that there are. A version that does not load is refused, and with it the start of the hub. */
export async function loadRules(pool: Pool, tables: RuleTables): Promise<Rules> {
  const opening = parseOpening(tables.transforms, tables.whitelist);
  let versions: readonly Published[] = [];
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const known = new Map(versions.map((each) => [each.inForce.version, each.inForce]));
    const { rows } = await pool.query<{ version: string; validFrom: Date; rules: string | null; sha256: string }>(
      `SELECT version, valid_from AS "validFrom", CASE WHEN version <> ALL ($1) THEN rules END AS rules, sha256
         FROM rule_set ORDER BY valid_from DESC`,
      [[...known.keys()]],
    );
    versions = rows.map(({ version, validFrom, rules, sha256 }) => ({
      validFrom: validFrom.getTime(),
      inForce: known.get(version) ?? {
        version,
        judge: judgeBy(rules ?? '', tables.groups, opening, { version, sha256 }),
      },
    }));
  }

  /** One at a time. Whoever comes while one is under way may have come for what that one does not see any more. */
  async function refresh(): Promise<void> {
    while (reading !== null) await reading.catch(() => {});
    reading = read().finally(() => {
      reading = null;
    });
    await reading;
  }

  await refresh();
  return {
    refresh,
    at(at) {
      const version = versions.find(({ validFrom }) => validFrom <= at.getTime());
      if (!version) throw new HubError('INTERNAL', 'no rule table is in force');
      return version.inForce;
    },
  };
}

function judgeBy(rules: string, groups: string, opening: Opening, name: RuleSetName): Judge {
  const ruleSet = parseRules(rules, groups, name);
  return (question, facts) => judge(question, facts, ruleSet, opening);
}

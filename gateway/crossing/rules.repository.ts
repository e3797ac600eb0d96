import type { Pool } from 'pg';
import { hashOfTables, type RuleTables } from '../../schema/rule-tables.ts';
import { HubError } from '../errors.ts';
import { compileRules } from '../policy/compile.ts';
import { parseOpening } from '../policy/opening.ts';
import { parseRules, type RuleSet } from '../policy/rules.ts';
import type { Judge } from './operation.ts';

/** A published version of the rule table, ready to judge. */
export interface RulesInForce {
  readonly version: string;
  /** The rows, for whoever explains a decision. */
  readonly ruleSet: RuleSet;
  readonly judge: Judge;
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

interface Row extends RuleTables {
  readonly version: string;
  readonly sha256: string;
}

/** All versions, the newest first, with the tables of those that are not known yet: one statement, hence one snapshot. */
const READ = `
  SELECT version, valid_from AS "validFrom", CASE WHEN version <> ALL ($1) THEN json_build_object(
           'version', version, 'sha256', sha256,
           'rules', rules, 'groups', groups, 'transforms', transforms, 'whitelist', whitelist) END AS fresh
    FROM rule_set ORDER BY valid_from DESC`;

/**
 * Reads all versions that there are. A version that does not load, or whose tables are not those of its hash, is refused,
 * and with it the start of the hub.
 */
export async function loadRules(pool: Pool): Promise<Rules> {
  let versions: readonly Published[] = [];
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const known = new Map(versions.map((each) => [each.inForce.version, each.inForce]));
    const { rows } = await pool.query<{ version: string; validFrom: Date; fresh: Row | null }>(READ, [
      [...known.keys()],
    ]);
    versions = rows.map(({ version, validFrom, fresh }) => ({
      validFrom: validFrom.getTime(),
      inForce: fresh === null ? known.get(version)! : readVersion(fresh),
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

/** A version from its tables. It is compiled once, since it never changes. */
function readVersion({ version, sha256, ...tables }: Row): RulesInForce {
  if (hashOfTables(tables) !== sha256) throw new Error(`rule table \`${version}\` is not the one that was published`);
  const ruleSet = parseRules(tables.rules, tables.groups, { version, sha256 });
  return { version, ruleSet, judge: compileRules(ruleSet, parseOpening(tables.transforms, tables.whitelist)) };
}

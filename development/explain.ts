import pg from 'pg';
import type { Caller } from '../gateway/policy/caller.ts';
import type { Decision } from '../gateway/policy/decision.ts';
import type { Question } from '../gateway/policy/facts.ts';
import { NOTHING } from '../gateway/policy/paths.ts';
import { routesTo } from '../gateway/policy/routes.ts';
import { parseRules, type RuleSet } from '../gateway/policy/rules.ts';
import { complain } from './complain.ts';
import { askHub, readQuestion } from './question.ts';
import { findRunning } from './running.ts';
import { dataFolder } from './settings.ts';
import { printTable } from './table.ts';

/**
 * `npm run explain -- FILE.graphql --as AG-01 --purpose CASE`: prints every crossing of the question with its decision,
 * rule, article, how sure its reading is and what is missing, released and withheld alike: the answer to "why is this
 * null". It reads the journal of a development run, where everybody is fictitious; nobody has such a view of a real one.
 */
async function main(): Promise<void> {
  const { operation, errors, data } = await askHub(readQuestion(process.argv.slice(2)));
  for (const { message, extensions } of errors ?? []) process.stdout.write(`${extensions?.code}: ${message}\n`);

  const lines = operation === null ? [] : await readLines(operation);
  if (lines.length === 0) process.stdout.write('nothing crossed, and nothing was decided\n');
  else process.stdout.write(`${printTable(COLUMNS, lines.map(cellsOf))}\n${missingFrom(lines)}`);
  if (data === undefined || data === null) process.exitCode = 1;
}

const COLUMNS = [
  'owner',
  'subject',
  'category',
  'decision',
  'rule',
  'transform',
  'reason',
  'instrument',
  'consent',
  'records',
  'confidence',
  'article',
];

/** An access record, with what decided it. */
interface Line {
  readonly owner: string;
  readonly subject: string | null;
  readonly question: Question;
  readonly decision: Decision;
  readonly records: number;
  readonly ruleSet: RuleSet;
}

/** One line per subject, category and owner. A subject is shown by the first signs of its pseudonym. */
function cellsOf({ owner, subject, question, decision, records, ruleSet }: Line): unknown[] {
  const { effect, rule, transform, reason, instrument, consent } = decision;
  const row = ruleSet.rules.find(({ id }) => id === rule);
  return [
    ...[owner, subject, question.category, effect, rule, transform, reason, instrument, consent, records],
    ...[row?.confidence ?? null, row?.basis ?? null],
  ];
}

/** What would permit what was withheld, each category of each owner once, in French as the law is. */
function missingFrom(lines: readonly Line[]): string {
  const ways = lines.flatMap(({ owner, question, decision, ruleSet }) =>
    routesTo(question, decision, ruleSet).map(
      ({ rule, needs }) => `${question.category} (${owner}), ${rule} : ${needs.map(({ fr }) => fr).join(' ; ')}\n`,
    ),
  );
  return ways.length === 0 ? '' : `\nil manque :\n${[...new Set(ways)].join('')}`;
}

const LINES = `
  SELECT r.owner_body AS owner, left(r.subject, 8) AS subject, r.category, r.decision AS effect, r.rule, r.transform,
         r.reason, r.instrument, r.consent, r.count AS records, r.agent_body AS body, coalesce(b.kind, 'NONE') AS "bodyKind", r.profession,
         r.secrecy, r.purpose, coalesce(h.communities, '{}') AS communities, s.version, s.sha256, s.rules, s.groups
    FROM access_record r JOIN rule_set s ON s.version = r.rule_set_version
    LEFT JOIN body b ON b.code = r.agent_body
    LEFT JOIN LATERAL (SELECT h.communities FROM habilitation h
                        WHERE h.body_code = r.agent_body AND h.agent = r.agent AND h.profession = r.profession
                        ORDER BY h.valid_from LIMIT 1) h ON true
   WHERE r.operation = $1
   ORDER BY r.owner_body, r.subject NULLS FIRST, r.category, r.decision`;

type Row = Pick<Line, 'owner' | 'subject' | 'records'> &
  Pick<Caller, 'body' | 'bodyKind' | 'profession' | 'secrecy' | 'communities' | 'purpose'> &
  Pick<Question, 'category'> &
  Pick<Decision, 'effect' | 'rule' | 'transform' | 'reason' | 'instrument' | 'consent'> & {
    readonly version: string;
    readonly sha256: string;
    readonly rules: string;
    readonly groups: string;
  };

async function readLines(operation: string): Promise<readonly Line[]> {
  const database = findRunning(dataFolder(process.env))?.hubDatabase;
  if (database === undefined) return [];
  const client = new pg.Client({ connectionString: database, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(LINES, [operation]);
    return rows.map(lineOf);
  } finally {
    await client.end();
  }
}

function lineOf(row: Row): Line {
  const { owner, subject, records, category, purpose, body, bodyKind, profession, secrecy, communities } = row;
  const { effect, rule, transform, reason, instrument, consent, version, sha256 } = row;
  const ruleSet = parseRules(row.rules, row.groups, { version, sha256 });
  return {
    ...{ owner, subject, records, ruleSet },
    question: {
      ...{ owner, category, purpose, necessary: null },
      recipient: { body, bodyKind, profession, secrecy, communities },
    },
    // Which fields were opened is not in the journal: of a release, it only matters that it was one.
    decision: {
      ...{ effect, rule, transform, reason, instrument, consent, ruleSet: ruleSet.name },
      ...{ opens: 'ALL', closed: NOTHING, silent: NOTHING },
    },
  };
}

main().catch(complain);

import { SALT_LENGTH } from '../../transparency/access-entry.ts';
import { HASH_LENGTH } from '../../transparency/hashing.ts';
import type { AccessContext, AccessRecord } from '../policy/access-record.ts';
import type { Batch } from './batch.ts';
import type { Spelling } from './spelling.ts';

/** A batch as the database takes it: columns rather than rows, and what its records share once. */
export interface WrittenBatch {
  readonly count: number;
  /** Elements of arrays as PostgreSQL spells them, in the order of `OF_CONTEXT` and of `OF_LINE`. */
  readonly context: readonly string[];
  readonly lines: readonly string[];
  readonly seed: Buffer;
  /** One after the other, in the order of the ids. */
  readonly commitments: Buffer;
}

/** Columns of which the records of a batch share the value, and what names the batch. */
const OF_CONTEXT = {
  batch: 'uuid',
  agent: 'text',
  agent_body: 'text',
  at: 'timestamptz',
  mission: 'text',
  operation: 'uuid',
  partner_system: 'text',
  profession: 'text',
  purpose: 'text',
  query_hash: 'text',
  recorded_at: 'timestamptz',
  rule_set_version: 'text',
  secrecy: 'text',
} as const;

const OF_LINE = {
  category: 'text',
  consent: 'text',
  count: 'int',
  decision: 'text',
  id: 'uuid',
  instrument: 'text',
  owner_body: 'text',
  reason: 'text',
  release_check: 'text',
  rule: 'text',
  rule_set_sha256: 'text',
  subject: 'text',
  transform: 'text',
} as const;

const CONTEXT_NAMES = Object.keys(OF_CONTEXT) as (keyof typeof OF_CONTEXT)[];
const LINE_NAMES = Object.keys(OF_LINE) as (keyof typeof OF_LINE)[];

/** The records in the order of the batch. */
export function writeBatch(
  batch: Batch,
  o: {
    readonly context: AccessContext;
    readonly records: readonly AccessRecord[];
    readonly at: string;
    readonly recordedAt: string;
    readonly commitments: Buffer;
    readonly spelling: Spelling;
  },
): WrittenBatch {
  const { context, records, at, recordedAt, commitments, spelling } = o;
  const shared: Record<keyof typeof OF_CONTEXT, string | null> = {
    batch: batch.id,
    agent: context.agent,
    agent_body: context.agentBody,
    at,
    mission: context.mission,
    operation: context.operation,
    partner_system: context.partnerSystem,
    profession: context.profession,
    purpose: context.purpose,
    query_hash: context.queryHash,
    recorded_at: recordedAt,
    rule_set_version: context.ruleSetVersion,
    secrecy: context.secrecy,
  };
  // The driver's own spelling of arrays costs as much as all the rest of an append.
  const column = (of: (record: AccessRecord) => string | null) =>
    records.map((record) => spelling.element(of(record))).join();
  const lines: Record<keyof typeof OF_LINE, string> = {
    category: column(({ category }) => category),
    consent: column(({ decision }) => decision.consent),
    count: records.map(({ count }) => count).join(),
    decision: column(({ decision }) => decision.effect),
    id: batch.recordIds.join(),
    instrument: column(({ decision }) => decision.instrument),
    owner_body: column(({ owner }) => owner),
    reason: column(({ decision }) => decision.reason),
    release_check: column(({ releaseCheck }) => releaseCheck),
    rule: column(({ decision }) => decision.rule),
    rule_set_sha256: column(({ decision }) => decision.ruleSet.sha256),
    subject: column(({ subject }) => subject),
    transform: column(({ decision }) => decision.transform),
  };
  return {
    count: records.length,
    context: CONTEXT_NAMES.map((name) => spelling.element(shared[name])),
    lines: LINE_NAMES.map((name) => lines[name]),
    seed: batch.seed,
    commitments,
  };
}

const [CONTEXT, BATCH_OF_LINE, FIRST, LAST, SEEDS, COMMITMENTS] = ['$1', '$2', '$3', '$4', '$5', '$6'];
const columnOf = (name: keyof typeof OF_LINE): string => `$${LINE_NAMES.indexOf(name) + 7}::${OF_LINE[name]}[]`;
/** Each costs the driver as much as a short text, so what all the records of a batch share is one array, column after column. */
const contextOf = (name: keyof typeof OF_CONTEXT): string => {
  const [at, batches] = [CONTEXT_NAMES.indexOf(name), `cardinality(${FIRST}::int[])`];
  return `(${CONTEXT}::text[])[${at} * ${batches} + 1:${at + 1} * ${batches}]::${OF_CONTEXT[name]}[]`;
};
const RECORDED = CONTEXT_NAMES.filter((name) => name !== 'batch');

/**
 * Records, seeds and what waits for its place in the tree: one statement, one round trip, and no lock that two operations
 * would share. Seeds and commitments come as one run of bytes each.
 */
const APPEND = `
WITH batches AS MATERIALIZED (
  SELECT * FROM ROWS FROM (unnest(${CONTEXT_NAMES.map(contextOf).join()}), unnest(${FIRST}::int[], ${LAST}::int[]))
                WITH ORDINALITY AS b(${CONTEXT_NAMES.join()}, first, last, n)
), record AS (
  INSERT INTO access_record (${[...RECORDED, ...LINE_NAMES].join()})
  SELECT ${[...RECORDED.map((name) => `b.${name}`), ...LINE_NAMES.map((name) => `l.${name}`)].join()}
    FROM batches b JOIN unnest(${BATCH_OF_LINE}::int[], ${LINE_NAMES.map(columnOf).join()}) AS l(n, ${LINE_NAMES.join()}) ON l.n = b.n
), seed AS (
  INSERT INTO access_salt (record_id, salt)
  SELECT batch, substring(${SEEDS}::bytea FROM 1 + (n::int - 1) * ${SALT_LENGTH} FOR ${SALT_LENGTH}) FROM batches
)
INSERT INTO journal_pending (batch, record_ids, commitments, recorded_at)
SELECT batch, (${columnOf('id')})[first:last],
       substring(${COMMITMENTS}::bytea FROM 1 + (first - 1) * ${HASH_LENGTH} FOR (last - first + 1) * ${HASH_LENGTH}), recorded_at
  FROM batches`;

/** The statement that writes all of these, or none. */
export function appendOf(batches: readonly WrittenBatch[]) {
  let written = 0;
  const firsts = batches.map(({ count }) => {
    written += count;
    return written - count + 1;
  });
  const array = (parts: readonly (string | number)[]) => `{${parts.join()}}`;
  return {
    name: 'append-access-records',
    text: APPEND,
    values: [
      array(CONTEXT_NAMES.flatMap((_, column) => batches.map(({ context }) => context[column] ?? ''))),
      array(batches.map(({ count }, n) => `${n + 1},`.repeat(count).slice(0, -1))),
      array(firsts),
      array(firsts.map((first, n) => first + (batches[n]?.count ?? 0) - 1)),
      Buffer.concat(batches.map(({ seed }) => seed)),
      Buffer.concat(batches.map(({ commitments }) => commitments)),
      ...LINE_NAMES.map((_, column) => array(batches.map(({ lines }) => lines[column] ?? ''))),
    ],
  };
}

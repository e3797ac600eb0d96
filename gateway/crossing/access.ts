import type { Category } from '../../schema/vocabulary.ts';
import type { AccessRecord } from '../policy/access-record.ts';
import type { Decision } from '../policy/decision.ts';

interface Line {
  readonly record: Omit<AccessRecord, 'count'>;
  readonly counted: Set<string>;
  /** How many of those counted are in the journal already. */
  taken: number;
}

/**
 * What an operation will leave in the journal: one line per subject × category × owner, however many records, fields
 * and aliases led to it. Where two records of one subject were decided differently, each decision has its line.
 *
 * An operation that is decided again before its answer leaves keeps the same log: what it had decided stays, and what
 * became of it is added.
 */
export class AccessLog {
  /** By subject, category and owner; most have one line. */
  readonly #lines = new Map<string, Line[]>();
  #isLater = false;

  /** `recordName` tells records apart, so that one read twice counts once. */
  add(owner: string, subject: string | null, category: Category, decision: Decision, recordName: string): void {
    const about = `${owner} ${subject} ${category}`;
    let lines = this.#lines.get(about);
    if (!lines) {
      lines = [];
      this.#lines.set(about, lines);
    }
    const line = lines.find((known) => saysTheSame(known.record.decision, decision));
    if (line) {
      line.counted.add(recordName);
      return;
    }
    const releaseCheck = this.#isLater && lines.some(({ taken }) => taken > 0) ? 'CHANGED' : null;
    const record = { owner, subject, category, decision, releaseCheck } as const;
    lines.push({ record, counted: new Set([recordName]), taken: 0 });
  }

  /** What is not in the journal yet. Whoever takes it writes it. */
  take(): readonly AccessRecord[] {
    this.#isLater = true;
    const fresh: AccessRecord[] = [];
    for (const line of [...this.#lines.values()].flat()) {
      if (line.counted.size === line.taken) continue;
      fresh.push({ ...line.record, count: line.counted.size - line.taken });
      line.taken = line.counted.size;
    }
    return fresh;
  }
}

function saysTheSame(a: Decision, b: Decision): boolean {
  return a === b || FIELDS.every((field) => a[field] === b[field]);
}

const FIELDS = ['effect', 'rule', 'reason', 'transform', 'consent', 'instrument'] as const;

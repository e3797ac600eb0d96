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
  readonly #lines = new Map<string, Line>();
  /** What was decided before the journal was first written, whichever way. */
  readonly #before = new Set<string>();
  #isLater = false;

  /** `recordName` tells records apart, so that one read twice counts once. */
  add(owner: string, subject: string | null, category: Category, decision: Decision, recordName: string): void {
    const { effect, rule, reason, transform, consent, instrument } = decision;
    const about = `${owner} ${subject} ${category}`;
    const key = [about, effect, rule, reason, transform, consent, instrument].join(' ');
    const line = this.#lines.get(key);
    if (line) line.counted.add(recordName);
    else {
      const releaseCheck = this.#isLater && this.#before.has(about) ? 'CHANGED' : null;
      const record = { owner, subject, category, decision, releaseCheck } as const;
      this.#lines.set(key, { record, counted: new Set([recordName]), taken: 0 });
    }
    if (!this.#isLater) this.#before.add(about);
  }

  /** What is not in the journal yet. Whoever takes it writes it. */
  take(): readonly AccessRecord[] {
    this.#isLater = true;
    const fresh: AccessRecord[] = [];
    for (const line of this.#lines.values()) {
      if (line.counted.size === line.taken) continue;
      fresh.push({ ...line.record, count: line.counted.size - line.taken });
      line.taken = line.counted.size;
    }
    return fresh;
  }
}

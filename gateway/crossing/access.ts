import type { Category } from '../../schema/vocabulary.ts';
import type { AccessRecord } from '../policy/access-record.ts';
import type { Decision } from '../policy/decision.ts';

/**
 * What an operation will leave in the journal: one line per subject × category × owner, however many records, fields
 * and aliases led to it. Where two records of one subject were decided differently, each decision has its line.
 */
export class AccessLog {
  readonly #lines = new Map<string, { record: Omit<AccessRecord, 'count'>; counted: Set<string> }>();
  readonly #numbers = new Map<Decision, number>();

  /** `recordName` tells records apart, so that one read twice counts once. */
  add(owner: string, subject: string | null, category: Category, decision: Decision, recordName: string): void {
    const key = `${owner} ${subject ?? ''} ${category} ${this.#numberOf(decision)}`;
    const line = this.#lines.get(key);
    if (line) line.counted.add(recordName);
    else this.#lines.set(key, { record: { owner, subject, category, decision }, counted: new Set([recordName]) });
  }

  records(): readonly AccessRecord[] {
    return [...this.#lines.values()].map(({ record, counted }) => ({ ...record, count: counted.size }));
  }

  #numberOf(decision: Decision): number {
    const known = this.#numbers.get(decision);
    if (known !== undefined) return known;
    this.#numbers.set(decision, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

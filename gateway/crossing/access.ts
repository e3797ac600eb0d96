import type { Category } from '../../schema/vocabulary.ts';
import type { AccessRecord } from '../policy/access-record.ts';
import type { Decision } from '../policy/decision.ts';

/**
 * What an operation will leave in the journal: one line per subject × category × owner, however many records, fields
 * and aliases led to it. Where two records of one subject were decided differently, each decision has its line.
 */
export class AccessLog {
  readonly #lines = new Map<string, { record: Omit<AccessRecord, 'count'>; counted: Set<string> }>();

  /** `recordName` tells records apart, so that one read twice counts once. */
  add(owner: string, subject: string | null, category: Category, decision: Decision, recordName: string): void {
    const { effect, rule, reason, transform, consent, instrument } = decision;
    const key = [owner, subject, category, effect, rule, reason, transform, consent, instrument].join(' ');
    const line = this.#lines.get(key);
    if (line) line.counted.add(recordName);
    else this.#lines.set(key, { record: { owner, subject, category, decision }, counted: new Set([recordName]) });
  }

  records(): readonly AccessRecord[] {
    return [...this.#lines.values()].map(({ record, counted }) => ({ ...record, count: counted.size }));
  }
}

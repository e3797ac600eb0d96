import type { Category } from '../../schema/vocabulary.ts';
import type { RecordFacts } from './facts.ts';
import type { RecordName } from './facts-rows.ts';

/** One record that was decided, as it was then, in the categories that were asked of it. */
export interface CrossedRecord {
  readonly name: RecordName;
  readonly facts: RecordFacts;
  readonly categories: Set<Category>;
}

/** The records that an operation has decided for its answer, each once, so that they can be decided again before it leaves. */
export class Crossed {
  readonly #records = new Map<string, CrossedRecord>();

  add(name: RecordName, facts: RecordFacts, categories: readonly Category[]): void {
    const key = `${name.type} ${name.part} ${name.id}`;
    let record = this.#records.get(key);
    if (!record) {
      record = { name, facts, categories: new Set() };
      this.#records.set(key, record);
    }
    for (const category of categories) record.categories.add(category);
  }

  get isEmpty(): boolean {
    return this.#records.size === 0;
  }

  get records(): readonly CrossedRecord[] {
    return [...this.#records.values()];
  }
}

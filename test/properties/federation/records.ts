import { hash } from './dice.ts';
import { type Field, type Model, namedOf, type ObjectModel, type Ref } from './model.ts';

/** A made-up record: which one it is, and, in a service, what the representation brought along. */
export interface Made {
  readonly __typename: string;
  readonly at: string;
  readonly brought?: Readonly<Record<string, unknown>>;
}

export const INSTANCES = 3;

/** What any field of any record holds: a function of where it stands, the same in the whole schema and in a service. */
export class Records {
  private readonly objects: ReadonlyMap<string, ObjectModel>;
  private readonly members: ReadonlyMap<string, readonly string[]>;

  constructor(
    model: Model,
    private readonly salt: number,
  ) {
    this.objects = new Map(model.objects.map((object) => [object.name, object]));
    this.members = new Map([...model.interfaces, ...model.unions].map(({ name, members }) => [name, members]));
  }

  resolve(owner: Made | null, field: Field, n: number | null): unknown {
    const at = `${this.salt} ${owner?.__typename} ${owner?.at} ${field.name} ${n}`;
    if (field.requires !== undefined) return this.derive(owner!, field);
    if (field.mayFail && hash(`fail ${at}`) % 6 === 0) throw new Error(`no ${field.name}`);
    return this.value(field.type, at, field.mayFail);
  }

  key(owner: Made, name: string): string {
    const number = Number(owner.at);
    return name === 'region' ? `r${number % 2}` : `${owner.__typename}-${name}-${number}`;
  }

  /** The record that a representation names. */
  find(representation: Readonly<Record<string, unknown>>): Made {
    const [, number] = /-(\d+)$/.exec(String(representation.id ?? representation.code)) ?? [];
    return { __typename: String(representation.__typename), at: String(number), brought: representation };
  }

  private value(type: Ref, at: string, mayFail: boolean): unknown {
    if (typeof type !== 'string' && type[0] === '!') return this.present(type[1], at, mayFail);
    if (hash(`null ${at}`) % 6 === 0) return null;
    return this.present(type, at, mayFail);
  }

  private present(type: Ref, at: string, mayFail: boolean): unknown {
    if (typeof type === 'string') return this.named(type, at);
    if (type[0] === '!') return this.present(type[1], at, mayFail);
    return Array.from({ length: hash(`length ${at}`) % 4 }, (_, i) => {
      const item = `${at} ${i}`;
      return mayFail && hash(`fail ${item}`) % 12 === 0 ? new Error('no item') : this.value(type[1], item, mayFail);
    });
  }

  private named(name: string, at: string): unknown {
    const number = hash(`value ${at}`);
    const members = this.members.get(name);
    if (members !== undefined) return this.named(members[number % members.length]!, at);
    const object = this.objects.get(name);
    if (object?.kind === 'entity') return { __typename: name, at: String(number % INSTANCES) };
    if (object !== undefined) return { __typename: name, at };
    return scalar(name, number);
  }

  /** A required field must have arrived as it is: what is derived from it says so. */
  private derive(owner: Made, field: Field): string {
    const parts = field.requires!.map(({ field: name, below }) => {
      if (owner.brought !== undefined) return owner.brought[name];
      const required = this.objects.get(owner.__typename)!.fields.find((one) => one.name === name)!;
      const value = this.resolve(owner, required, null);
      return below === undefined ? value : this.below(value, namedOf(required.type), below);
    });
    return JSON.stringify(parts);
  }

  private below(value: unknown, type: string, name: string): unknown {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map((item) => this.below(item, type, name));
    const field = this.objects.get(type)!.fields.find((one) => one.name === name)!;
    return { [name]: this.resolve(value as Made, field, null) };
  }
}

function scalar(name: string, number: number): unknown {
  if (name === 'Int') return number % 1000;
  if (name === 'Float') return (number % 1000) / 8;
  if (name === 'Boolean') return number % 2 === 0;
  if (name === 'Colour') return ['RED', 'GREEN', 'BLUE'][number % 3];
  return `${name}-${number % 1000} "é\u2028"`;
}

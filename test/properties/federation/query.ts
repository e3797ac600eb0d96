import type { Dice } from './dice.ts';
import { type Model, namedOf } from './model.ts';

export interface Asked {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A random operation on the graph: aliases, arguments, fragments, switches. Valid by construction but for clashing aliases. */
export function rollQuery(dice: Dice, model: Model): Asked {
  const writer = new Writer(dice, model);
  const body = writer.selection('Query', dice.between(2, 5));
  const declared = writer.declared();
  const source = `query${declared === '' ? '' : `(${declared})`} ${body}\n${writer.fragments.join('\n')}`;
  return { source, variables: writer.variables };
}

class Writer {
  readonly variables: Record<string, unknown> = {};
  readonly fragments: string[] = [];
  private readonly types = new Map<string, string>();

  constructor(
    private readonly dice: Dice,
    private readonly model: Model,
  ) {}

  declared(): string {
    return [...this.types].map(([name, type]) => `$${name}: ${type}`).join(', ');
  }

  selection(type: string, depth: number): string {
    const parts: string[] = [];
    for (let i = this.dice.between(1, 4); i > 0; i -= 1) parts.push(this.item(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  private item(type: string, depth: number): string {
    const abstract = this.membersOf(type);
    const roll = this.dice.upTo(9);
    if (roll === 9 || (abstract !== null && roll >= 4)) return this.fragment(type, depth, abstract);
    const fields = this.fieldsOf(type);
    if (fields.length === 0 || (roll === 8 && type !== 'Query')) return this.typename();
    const field = this.dice.of(fields);
    const named = namedOf(field.type);
    const isLeaf = !this.isComposite(named);
    if (!isLeaf && depth <= 0) return this.typename();
    const argument = field.hasArgument ? this.argument() : '';
    // The same key for two fields is refused, unless types keep them apart: rolled now and then, mostly avoided.
    const own = `${field.name}_x${argument.replaceAll(/\W/g, '')}: `;
    const alias = this.dice.oneIn(12) ? `a${this.dice.upTo(1)}: ` : argument === '' && !this.dice.oneIn(6) ? '' : own;
    const below = isLeaf ? '' : ` ${this.selection(named, depth - 1)}`;
    return `${alias}${field.name}${argument}${this.switch()}${below}`;
  }

  private typename(): string {
    return this.dice.oneIn(4) ? `t: __typename${this.switch()}` : `__typename${this.switch()}`;
  }

  private argument(): string {
    if (this.dice.oneIn(3)) return '';
    if (!this.dice.oneIn(3)) return `(n: ${this.dice.upTo(2)})`;
    this.types.set('n', 'Int = 1');
    if (!this.dice.oneIn(3)) this.variables.n = this.dice.oneIn(3) ? null : this.dice.upTo(2);
    return '(n: $n)';
  }

  private fragment(type: string, depth: number, members: readonly string[] | null): string {
    const onto = members === null ? type : this.dice.oneIn(5) ? type : this.dice.of(members);
    const body = this.selection(onto, members === null ? depth - 1 : depth);
    if (this.dice.oneIn(3)) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${onto} ${body}`);
      return `...${name}${this.switch()}`;
    }
    const condition = onto === type && this.dice.oneIn(2) ? '' : ` on ${onto}`;
    return `...${condition}${this.switch()} ${body}`;
  }

  private switch(): string {
    if (!this.dice.oneIn(6)) return '';
    const kind = this.dice.of(['include', 'skip']);
    if (this.dice.oneIn(5)) return ` @${kind}(if: ${this.dice.of(['true', 'false'])})`;
    const name = this.dice.of(['x', 'y']);
    this.types.set(name, 'Boolean!');
    this.variables[name] ??= !this.dice.oneIn(2);
    return ` @${kind}(if: $${name})`;
  }

  private membersOf(type: string): readonly string[] | null {
    return [...this.model.interfaces, ...this.model.unions].find(({ name }) => name === type)?.members ?? null;
  }

  private isComposite(type: string): boolean {
    return this.membersOf(type) !== null || this.model.objects.some(({ name }) => name === type);
  }

  private fieldsOf(
    type: string,
  ): readonly { name: string; type: Parameters<typeof namedOf>[0]; hasArgument: boolean }[] {
    if (type === 'Query') return this.model.root;
    const key = (name: string) => ({ name, type: 'ID', hasArgument: false });
    const found = this.model.interfaces.find(({ name }) => name === type);
    if (found !== undefined) return [key('id'), ...(found.label ? [key('label')] : [])];
    const object = this.model.objects.find(({ name }) => name === type);
    return object === undefined ? [] : [...[...new Set(object.keys.flat())].map(key), ...object.fields];
  }
}

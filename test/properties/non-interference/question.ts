import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { CATEGORIES } from '../../../schema/vocabulary.ts';
import type { Dice } from '../federation/dice.ts';

/** What one caller sends. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly language: 'fr' | 'en';
}

/** Ids and cursors that a caller may have heard of, from whichever world. */
export interface Heard {
  readonly ids: Readonly<Record<'Person' | 'SharedCase' | 'Referral' | 'Consent' | 'Body', readonly string[]>>;
  readonly cursors: readonly string[];
}

/** Root fields that lead to people, more often than directories. */
const WEIGHTS: Readonly<Record<string, number>> = {
  person: 30,
  sharedCase: 20,
  sharedCases: 16,
  referral: 10,
  referrals: 14,
  consents: 10,
  consent: 4,
  accessRecords: 8,
  notices: 5,
};
/** Fields of a person that social workers ask for: what else there is, the table seldom lets through. */
const ASKED_OFTEN = /^(birthName|usedName|birthDate|phone|housing|household|benefits|body|id|education|childcare)$/;
const COMMON = ['IDENTITY', 'HOUSING', 'HOUSEHOLD', 'CASE_META', 'BENEFITS', 'CONTACT'];

/** A random question on the published graph: aliases, fragments, switches, variables, pages, ids known and unknown. */
export function rollQuestion(dice: Dice, schema: GraphQLSchema, heard: Heard): Question {
  const writer = new Writer(dice, schema, heard);
  const roots = [...Array(dice.between(1, 3))].map(() => writer.root()).join(' ');
  const declared = writer.declared();
  const query = `query${declared} { ${roots} }\n${writer.fragments.join('\n')}`;
  return { query, variables: writer.variables, language: dice.oneIn(3) ? 'en' : 'fr' };
}

class Writer {
  readonly variables: Record<string, unknown> = {};
  readonly fragments: string[] = [];
  private readonly types = new Map<string, string>();
  private count = 0;
  private readonly weighted: readonly GraphQLField<unknown, unknown>[];

  constructor(
    private readonly dice: Dice,
    schema: GraphQLSchema,
    private readonly heard: Heard,
  ) {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    this.weighted = fields.flatMap((field) => Array(WEIGHTS[field.name] ?? 1).fill(field));
  }

  declared(): string {
    const all = [...this.types].map(([name, type]) => `$${name}: ${type}`);
    return all.length === 0 ? '' : `(${all.join(', ')})`;
  }

  root(): string {
    return this.field('Query', this.dice.of(this.weighted), this.dice.between(2, 6));
  }

  private selection(type: GraphQLObjectType, depth: number): string {
    const fields = this.fieldsOf(type, depth);
    const parts = [...Array(this.dice.between(1, 4))].map(() => this.item(type, fields, depth));
    return `{ ${parts.join(' ')} }`;
  }

  /** Below a page come its rows; below a body, what is open to all, and seldom all of it. */
  private fieldsOf(type: GraphQLObjectType, depth: number): readonly GraphQLField<unknown, unknown>[] {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter(({ type: given }) => !isObjectType(getNamedType(given)));
    if (type.name === 'SharedCase' || type.name === 'Referral') {
      return [...fields, ...fields.filter(({ name }) => name === 'people' || name === 'participants')];
    }
    if (type.name === 'Body' && !this.dice.oneIn(8)) return leaves;
    if (type.name.endsWith('Connection')) return [...fields, ...fields.filter(({ name }) => name === 'edges')];
    if (type.name.endsWith('Edge')) return [...fields, ...fields.filter(({ name }) => name === 'node')];
    const common = type.name === 'Person' ? fields.filter(({ name }) => ASKED_OFTEN.test(name)) : [];
    return [...(depth > 0 ? fields : leaves), ...common, ...common, ...common];
  }

  private item(type: GraphQLObjectType, fields: readonly GraphQLField<unknown, unknown>[], depth: number): string {
    const roll = this.dice.upTo(11);
    if (roll === 11 || fields.length === 0) return `${this.dice.oneIn(3) ? 't: ' : ''}__typename${this.switch()}`;
    if (roll < 10 || depth <= 0) return this.field(type.name, this.dice.of(fields), depth);
    const body = this.selection(type, depth - 1);
    if (this.dice.oneIn(2)) return `... ${this.dice.oneIn(2) ? `on ${type.name} ` : ''}${this.switch()} ${body}`;
    this.fragments.push(`fragment F${this.count} on ${type.name} ${body}`);
    return `...F${this.count++}${this.switch()}`;
  }

  private field(owner: string, field: GraphQLField<unknown, unknown>, depth: number): string {
    const args = field.args.flatMap((arg) => this.argument(arg, owner, field.name));
    const named = getNamedType(field.type);
    if (isObjectType(named) && depth <= -2) return '__typename';
    const isPlain = args.length === 0 && !this.dice.oneIn(6);
    const alias = this.dice.oneIn(400) ? 'id: ' : isPlain ? '' : `${field.name}_${this.count++}: `;
    const below = isObjectType(named) ? ` ${this.selection(named, depth - 1)}` : '';
    const given = args.length === 0 ? '' : `(${args.join(', ')})`;
    return `${alias}${field.name}${given}${this.switch()}${below}`;
  }

  private argument(arg: GraphQLArgument, owner: string, field: string): string[] {
    if (!isNonNullType(arg.type) && this.dice.oneIn(2)) return [];
    const value = this.value(arg.type, arg.name, field, owner);
    if (!this.dice.oneIn(3)) return [`${arg.name}: ${literal(value, arg.type)}`];
    const name = `v${this.count++}`;
    this.types.set(name, String(arg.type));
    this.variables[name] = value;
    return [`${arg.name}: $${name}`];
  }

  private value(type: GraphQLInputType, name: string, field: string, owner: string): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, name, field, owner);
    if (isListType(type)) return [this.value(type.ofType, name, field, owner)];
    if (isEnumType(type)) {
      if (type.name === 'Category') return this.dice.of(this.dice.oneIn(3) ? CATEGORIES : COMMON);
      return this.dice.of(type.getValues()).name;
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((one) => isNonNullType(one.type) || this.dice.oneIn(2));
      return Object.fromEntries(fields.map((one) => [one.name, this.value(one.type, one.name, field, owner)]));
    }
    if (type.name === 'Boolean') return this.dice.oneIn(2);
    if (type.name === 'Int') return this.dice.of([0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 20, 20, 30, 100, 101, -1]);
    if (type.name === 'Float') return this.dice.upTo(10) / 2;
    if (type.name === 'Date') return `2026-0${this.dice.between(1, 9)}-1${this.dice.upTo(9)}`;
    // Nothing asked from now on is looked at: the traces that the test itself leaves are not part of any world.
    if (type.name === 'DateTime') return `2026-0${this.dice.between(3, 4)}-1${this.dice.upTo(9)}T08:00:00Z`;
    if (name === 'after') return this.dice.of([...this.heard.cursors, ...this.heard.cursors, 'bm8gY3Vyc29y', '']);
    return this.id(name, field);
  }

  private id(name: string, field: string): string {
    const { Person, SharedCase, Referral, Consent, Body } = this.heard.ids;
    const known =
      name === 'code' || name === 'body' || name === 'commune'
        ? Body
        : name === 'case' || field === 'sharedCase'
          ? SharedCase
          : field === 'referral'
            ? Referral
            : field === 'consent'
              ? Consent
              : Person;
    if (!this.dice.oneIn(8) && known.length > 0) return this.dice.of(known);
    return this.dice.of(['CCAS_LONGVIC:nobody', 'SP-none', 'R-none', 'C-none', '', 'NOWHERE:1', "' OR 1=1", ':']);
  }

  private switch(): string {
    if (!this.dice.oneIn(8)) return '';
    const kind = this.dice.of(['include', 'skip']);
    if (this.dice.oneIn(3)) return ` @${kind}(if: ${this.dice.oneIn(2)})`;
    const name = this.dice.of(['x', 'y']);
    this.types.set(name, 'Boolean!');
    this.variables[name] ??= this.dice.oneIn(2);
    return ` @${kind}(if: $${name})`;
  }
}

/** A value as it stands in the text of a query. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type) && Array.isArray(value)) return `[${value.map((one) => literal(one, type.ofType)).join(', ')}]`;
  if (isEnumType(type)) return String(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const given = Object.entries(value as Record<string, unknown>);
    return `{ ${given.map(([name, one]) => `${name}: ${literal(one, fields[name]!.type)}`).join(', ')} }`;
  }
  return JSON.stringify(value);
}

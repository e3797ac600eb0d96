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
import { AGENTS } from './agents.ts';

/** What one caller sends. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly language: 'fr' | 'en';
}

export type Known =
  | 'Person'
  | 'OwnFile'
  | 'SharedCase'
  | 'Referral'
  | 'Consent'
  | 'Body'
  | 'Contestation'
  | 'AccessRecord'
  | 'DecisionFact';
/** As what she asks: at work, in an office of her body, or about herself. */
export type Seat = 'AGENT' | 'OFFICE' | 'PERSON';

/** Ids and cursors that a caller may have heard of, from whichever world. */
export interface Heard {
  readonly seat: Seat;
  readonly ids: Readonly<Record<Known, readonly string[]>>;
  readonly cursors: readonly string[];
}

/** Root fields that lead to people, more often than directories; the others once. */
const WEIGHTS: Readonly<Record<Seat, Readonly<Record<string, number>>>> = {
  AGENT: {
    ...{
      person: 70,
      sharedCase: 40,
      sharedCases: 32,
      referral: 20,
      referrals: 28,
      consents: 14,
      consent: 5,
      notices: 6,
    },
    ...{ onBehalfOf: 6, accessRecords: 4, contestations: 2, emergencyReviews: 2, workList: 2, journal: 3 },
    ...{ recipientsOf: 2, monthlyReport: 2, exportAccessRecords: 2, statistics: 2 },
  },
  OFFICE: {
    ...{ accessRecords: 30, accessAnomalies: 12, accessSample: 5, recipientsOf: 10, whoReceived: 6, onBehalfOf: 12 },
    ...{ emergencyReviews: 14, contestations: 14, contestation: 8, workList: 12, monthlyReport: 8, consents: 12 },
    ...{ person: 6, notices: 5, referrals: 5, explainAccess: 2, whoCouldSee: 2 },
    // How large the journal is, she is told; and it is not the same in two worlds that were asked one after the other.
    ...{ journal: 0, exportAccessRecords: 0 },
  },
  PERSON: {
    ...{ me: 50, accessRecords: 14, consents: 12, contestations: 10, person: 12, sharedCases: 6, referrals: 6 },
    ...{ contestation: 4, emergencyReviews: 2, journal: 2, exportAccessRecords: 2 },
  },
};
/** A file with proofs: like the above. */
const PROVED = 'evidence';
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
    this.weighted = fields.flatMap((field) => Array(WEIGHTS[heard.seat][field.name] ?? 1).fill(field));
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
    const fields = Object.values(type.getFields()).filter(
      ({ name }) => name !== PROVED || this.heard.seat !== 'OFFICE',
    );
    const leaves = fields.filter(({ type: given }) => !isObjectType(getNamedType(given)));
    if (type.name === 'SharedCase' || type.name === 'Referral') {
      return [...fields, ...fields.filter(({ name }) => name === 'people' || name === 'participants')];
    }
    if (type.name === 'PersonalAccount' || type.name === 'Office') return fields;
    if (type.name === 'Body' && !this.dice.oneIn(8)) return leaves;
    if (type.name.endsWith('Connection')) return [...fields, ...fields.filter(({ name }) => name === 'edges')];
    if (type.name.endsWith('Edge')) return [...fields, ...fields.filter(({ name }) => name === 'node')];
    const common = type.name === 'Person' ? fields.filter(({ name }) => ASKED_OFTEN.test(name)) : [];
    return [...(depth > 0 ? fields : leaves), ...[...Array(6)].flatMap(() => common)];
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
    const alias = this.dice.oneIn(1500) ? 'id: ' : isPlain ? '' : `${field.name}_${this.count++}: `;
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
    if (name === 'year') return this.dice.of([2025, 2026]);
    if (type.name === 'Int') return this.dice.of([0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 20, 20, 30, 100, 101, -1]);
    if (type.name === 'Float') return this.dice.upTo(10) / 2;
    if (type.name === 'Date') return `2026-0${this.dice.between(1, 9)}-1${this.dice.upTo(9)}`;
    // Nothing asked from now on is looked at: the traces that the test itself leaves are not part of any world.
    if (type.name === 'DateTime') {
      // Mostly a period: one that ends before it begins is refused.
      const early = this.dice.oneIn(8) ? name !== 'from' : name === 'from';
      return `2026-0${early ? 3 : 4}-${this.dice.between(10, 28)}T08:00:00Z`;
    }
    const words = WORDS[name];
    if (words !== undefined && !this.dice.oneIn(8)) return this.dice.of(words);
    if (name === 'after') return this.dice.of([...this.heard.cursors, ...this.heard.cursors, 'bm8gY3Vyc29y', '']);
    return this.id(name, field);
  }

  private id(name: string, field: string): string {
    const { ids } = this.heard;
    const known = ids[NAMED[`${field}.${name}`] ?? NAMED[name] ?? 'Person'];
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

/** What an argument names, where that is not a person. */
const NAMED: Readonly<Record<string, Known>> = {
  ...{ code: 'Body', body: 'Body', bodies: 'Body', commune: 'Body', case: 'SharedCase', consent: 'Consent' },
  ...{
    'sharedCase.id': 'SharedCase',
    'referral.id': 'Referral',
    'consent.id': 'Consent',
    'contestation.id': 'Contestation',
  },
  ...{ 'inclusionProof.record': 'AccessRecord', decisionFact: 'DecisionFact' },
  // Who asks for somebody, or about recipients, names a file of her own body.
  ...{ 'onBehalfOf.person': 'OwnFile', 'recipientsOf.person': 'OwnFile', 'accessRecords.person': 'OwnFile' },
  ...{ 'consents.person': 'OwnFile', 'whoCouldSee.record': 'OwnFile' },
};

/** Words that an argument expects and that are the same in every world. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  agent: AGENTS.map(({ agent }) => agent),
  habilitation: AGENTS.map(({ agent }) => `H-${agent}`),
  month: ['2026-03', '2026-04'],
  week: ['2026-W15', '2026-W16', '2026-W17'],
  period: ['2025', '2026-Q1', '2026-04'],
  indicator: ['N1', 'N2', 'N5', 'O1'],
  instrument: ['P-21-LONGVIC'],
  protocol: ['P-21-LONGVIC'],
  ...{ ruleSet: ['1', '2'], ruleSetVersion: ['1', '2'] },
  ...{ size: ['1', '3', '50'], fromLeaf: ['0', '2'], toLeaf: ['3', '40'] },
};

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

import {
  BODY_KINDS,
  CATEGORIES,
  type Category,
  COMMUNITIES,
  CONDITIONS,
  DUTIES,
  FLAGS,
  PROFESSIONS,
  type Profession,
  PURPOSES,
  TRANSFORMS,
} from '../../schema/vocabulary.ts';
import type { RuleSetName } from './decision.ts';
import { readMatch } from './match.ts';
import { createRuleSet, EFFECTS, type Effect, type Groups, type Rule, type RuleSet, type Terms } from './rule-set.ts';
import { type Row, readTable, readWord, TableRefused } from './table.ts';

/** Categories that are about no person; `PERSONAL` in the table is all the others. */
const IMPERSONAL: readonly Category[] = ['SERVICE_OFFER', 'STATISTIC', 'AGENT_DIRECTORY'];
const PERSONAL = CATEGORIES.filter((category) => !IMPERSONAL.includes(category));

export type { Rule, RuleSet } from './rule-set.ts';

const COLUMNS = [
  'id',
  'prio',
  'category',
  'owner',
  'rbody',
  'rprof',
  'purpose',
  'when',
  'effect',
  'transform',
  'community',
  'secrecy',
  'conditions',
  'basis',
  'confidence',
] as const;
type Column = (typeof COLUMNS)[number];

/** Reads the table as it was published under a name, and refuses it whole rather than lose or misread one row. */
export function parseRules(csv: string, groupsCsv: string, name: RuleSetName): RuleSet {
  const groups = readGroups(groupsCsv);
  const rules = readTable('rules.csv', csv, COLUMNS).map((row) => readRule(row, groups));
  return createRuleSet(rules, { name, groups });
}

function readRule(row: Row<Column>, professionsOf: Groups): Rule {
  const at = (column: Column) => ({ table: 'rules.csv', row: row.id, column });
  const refuse = (column: Column, problem: string) => new TableRefused('rules.csv', row.id, column, problem);

  if (!/^R\d{3}$/.test(row.id)) throw refuse('id', 'an id is R and three digits');
  if (!/^\d{1,3}$/.test(row.prio)) throw refuse('prio', `\`${row.prio}\` is no number`);
  // Nothing tells the judge the kind of an owner yet, and a row that is never met would open what it was to close.
  if (row.owner !== '*') throw refuse('owner', 'only `*` is understood');
  if (row.basis === '') throw refuse('basis', 'a rule says where it comes from');

  const effect = readWord(at('effect'), row.effect, EFFECTS);
  return {
    id: row.id,
    prio: Number(row.prio),
    category: readMatch(row.category, (name) =>
      name === 'PERSONAL' ? PERSONAL : [readWord(at('category'), name, CATEGORIES)],
    ),
    bodyKind: readMatch<string>(row.rbody, (name) => [readWord(at('rbody'), name, BODY_KINDS)]),
    profession: readMatch(row.rprof, (name) => professionsOf.get(name) ?? [readWord(at('rprof'), name, PROFESSIONS)]),
    purpose: readMatch(row.purpose, (name) => [readWord(at('purpose'), name, PURPOSES)]),
    when: row.when === '' ? null : readWord(at('when'), row.when, FLAGS),
    effect,
    terms: effect === 'NEVER' ? readNoTerms(row, refuse) : readTerms(row, effect, at, refuse),
    basis: row.basis,
    confidence: row.confidence,
  };
}

type Refuse = (column: Column, problem: string) => TableRefused;
type At = (column: Column) => { table: string; row: string; column: string };

function readNoTerms(row: Row<Column>, refuse: Refuse): null {
  for (const column of ['transform', 'community', 'secrecy', 'conditions'] as const) {
    if (row[column] !== '') throw refuse(column, 'a row that forbids has no terms');
  }
  return null;
}

function readTerms(row: Row<Column>, effect: Effect, at: At, refuse: Refuse): Terms {
  const conditions =
    row.conditions === '' ? [] : row.conditions.split('&').map((name) => readWord(at('conditions'), name, CONDITIONS));
  const explicit = conditions.includes('EXPLICIT_FIELD_CONSENT');
  if (explicit && effect !== 'CONSENT') throw refuse('conditions', 'only an accord can be explicit');
  return {
    transform: readWord(at('transform'), row.transform, TRANSFORMS),
    communities:
      row.community === '*'
        ? null
        : new Set(row.community.split('|').map((name) => readWord(at('community'), name, COMMUNITIES))),
    secrecy: readWord(at('secrecy'), row.secrecy, DUTIES),
    conditions: conditions.filter((condition) => condition !== 'EXPLICIT_FIELD_CONSENT'),
    explicit,
  };
}

function readGroups(text: string): Groups {
  const groups = new Map<string, readonly Profession[]>();
  for (const { group, members } of readTable('groups.csv', text, ['group', 'members'])) {
    if (groups.has(group)) throw new TableRefused('groups.csv', group, 'group', 'two rows have it');
    const at = { table: 'groups.csv', row: group, column: 'members' };
    groups.set(
      group,
      members.split('|').map((member) => readWord(at, member, PROFESSIONS)),
    );
  }
  return groups;
}

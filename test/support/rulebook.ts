import { readFileSync } from 'node:fs';
import type { Decision } from '../../gateway/policy/decision.ts';
import type { Accord, FactClass, Known, Question, Recipient } from '../../gateway/policy/facts.ts';
import { readTable } from '../../gateway/policy/table.ts';
import {
  BODY_KINDS,
  CATEGORIES,
  type Category,
  CONDITIONS,
  type Condition,
  FLAGS,
  type Flag,
  PROFESSIONS,
  type Profession,
  PURPOSES,
  SECRECY_OF,
} from '../../schema/vocabulary.ts';
import { anAgent } from './agents.ts';
import { aQuestion, conditions, facts } from './questions.ts';
import { referenceTable } from './reference.ts';

/** One combination of one line of the rulebook. */
export interface Case {
  readonly line: number;
  readonly question: Question;
  readonly facts: FactClass;
  readonly decision: string;
}

/** Every case of the rulebook. A word that is in no vocabulary is an error that names the line. */
export function readRulebook(): readonly Case[] {
  const text = readFileSync(new URL('../policy/rulebook.md', import.meta.url), 'utf8');
  const lines = text.split('\n').map((content, i) => ({ content, line: i + 1 }));
  const rows = lines.filter(({ content }) => content.startsWith('| ') && !/^\| (who|---)/.test(content));
  return rows.flatMap(({ content, line }) => {
    try {
      return casesOf(content, line);
    } catch (error) {
      throw new Error(`rulebook, line ${line}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** A decision as the rulebook writes it. */
export function writeDecision(decision: Decision): string {
  const transform = decision.transform === null || decision.transform === 'NONE' ? [] : [`[${decision.transform}]`];
  return [decision.effect, decision.rule, ...(decision.reason === null ? transform : [decision.reason])].join(' ');
}

const GROUPS: readonly Named<Profession>[] = readTable('groups.csv', referenceTable('groups.csv'), [
  'group',
  'members',
]).map(({ group, members }) => [group, members.split('|') as Profession[]]);
const PERSONAL = CATEGORIES.filter((each) => !['SERVICE_OFFER', 'STATISTIC', 'AGENT_DIRECTORY'].includes(each));

const CATEGORY_NAMES: readonly Named<Category>[] = [
  ['PERSONAL', PERSONAL],
  ['S5', CATEGORIES.filter((each) => SECRECY_OF[each] === 'S5')],
];

function casesOf(content: string, line: number): readonly Case[] {
  const cells = content
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
  const [who = '', at = '', purpose = '', category = '', known = '', decision = ''] = cells;
  if (cells.length !== 6) throw new Error(`${cells.length} cells`);
  const cases: Case[] = [];
  const kinds = at === 'own' ? ['DEPARTEMENT'] : choose(at, BODY_KINDS, [['any', BODY_KINDS]]);
  for (const profession of choose(who, PROFESSIONS, [...GROUPS, ['everybody', PROFESSIONS]])) {
    for (const each of choose(purpose, PURPOSES, [['every purpose', PURPOSES]])) {
      for (const one of choose(category, CATEGORIES, CATEGORY_NAMES)) {
        const kind = kinds[cases.length % kinds.length] ?? '';
        const recipient = recipientOf(profession, kind, known);
        const owner = at === 'own' ? recipient.body : 'OWNER';
        const question = aQuestion({ recipient, purpose: each, owner, category: one });
        cases.push({ line, question, facts: factsOf(known, one), decision });
      }
    }
  }
  return cases;
}

type Named<Word extends string> = readonly [name: string, words: readonly Word[]];

/** `A, B but C`: names are words of the vocabulary, or stand for several of them. */
function choose<Word extends string>(
  cell: string,
  vocabulary: readonly Word[],
  names: readonly Named<Word>[],
): readonly Word[] {
  const [wanted = '', unwanted] = cell.split(' but ');
  const expand = (list: string): readonly Word[] =>
    list.split(', ').flatMap((name) => {
      const word = vocabulary.find((candidate) => candidate === name);
      const found = word === undefined ? names.find(([each]) => each === name)?.[1] : [word];
      if (!found) throw new Error(`unknown word \`${name}\``);
      return found;
    });
  const without = new Set(unwanted === undefined ? [] : expand(unwanted));
  return [...new Set(expand(wanted))].filter((word) => !without.has(word));
}

function recipientOf(profession: Profession, kind: string, known: string): Recipient {
  return anAgent('ASKER', kind, profession, {
    ...(known.includes('discretion only') && { secrecy: 'DISCRETION_ONLY' }),
    ...(known.includes('not bound') && { secrecy: 'NONE' }),
    ...(known.includes('in no community') && { communities: [] }),
  });
}

const ACCORDS: Readonly<Record<string, (category: Category) => Partial<Accord>>> = {
  accord: (category) => ({ categories: [category] }),
  'explicit accord': (category) => ({ explicitCategories: [category] }),
  'accord on another category': () => ({ categories: ['CHILDCARE'] }),
  'accord out of scope': (category) => ({ categories: [category], inScope: false }),
  'accord withdrawn': (category) => ({ categories: [category], standing: 'WITHDRAWN' }),
  'accord not yet valid': (category) => ({ categories: [category], standing: 'NOT_YET_VALID' }),
  'accord expired': (category) => ({ categories: [category], standing: 'EXPIRED' }),
  'accord lapsed at majority': (category) => ({ categories: [category], standing: 'LAPSED_AT_MAJORITY' }),
  'accord by someone else': (category) => ({ categories: [category], standing: 'GRANTER_NOT_COMPETENT' }),
};

const WORLDS: Readonly<Record<string, Partial<FactClass>>> = {
  'no instrument': { instrument: { word: 'NONE' } },
  'instrument not yet effective': { instrument: { word: 'NOT_YET_EFFECTIVE', id: 'P-1' } },
  'instrument expired': { instrument: { word: 'EXPIRED', id: 'P-1' } },
  'instrument denounced': { instrument: { word: 'DENOUNCED', id: 'P-1' } },
  'no link': { link: 'NONE' },
  'referral closed': { link: 'META_ONLY' },
};
const ABOUT_RECIPIENT = ['discretion only', 'not bound', 'in no community', '–'];

function factsOf(known: string, category: Category): FactClass {
  const accords: Accord[] = [];
  const met: Partial<Record<Condition, Known>> = {};
  const flags: Partial<Record<Flag, Known>> = {};
  let world: Partial<FactClass> = {};
  for (const phrase of known.split(', ')) {
    const [word = '', said = 'yes'] = phrase.split(/ (?=unknown$)/);
    const accord = ACCORDS[phrase];
    if (accord) {
      const id = `C-${accords.length + 1}`;
      accords.push({
        id,
        inScope: true,
        standing: 'VALID',
        categories: [],
        explicitCategories: [],
        ...accord(category),
      });
    } else if (CONDITIONS.some((each) => each === word)) met[word as Condition] = said as Known;
    else if (FLAGS.some((each) => each === word)) flags[word as Flag] = said as Known;
    else if (WORLDS[phrase]) world = { ...world, ...WORLDS[phrase] };
    else if (!ABOUT_RECIPIENT.includes(phrase)) throw new Error(`nothing is known by \`${phrase}\``);
  }
  const { flags: _, ...rest } = world;
  return facts({ ...rest, flags, conditions: conditions('no', met), accords });
}

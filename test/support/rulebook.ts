import { readFileSync } from 'node:fs';
import type { Decision } from '../../gateway/policy/decision.ts';
import type { FactClass, Question, Recipient } from '../../gateway/policy/facts.ts';
import { readTable } from '../../gateway/policy/table.ts';
import {
  BODY_KINDS,
  CATEGORIES,
  type Category,
  PROFESSIONS,
  type Profession,
  PURPOSES,
  SECRECY_OF,
} from '../../schema/vocabulary.ts';
import { anAgent } from './agents.ts';
import { factsKnown, necessaryKnown } from './known.ts';
import { aQuestion } from './questions.ts';
import { referenceTable } from './reference.ts';

/** One combination of one line of the rulebook. */
export interface Case {
  readonly line: number;
  /** The kinds of bodies of which the line speaks; one of them asks here. None inside a body. */
  readonly kinds: readonly string[];
  readonly question: Question;
  readonly facts: FactClass;
  readonly decision: string;
  /** Fields of which the line says that they are released, and that they are not. */
  readonly open: readonly string[];
  readonly closed: readonly string[];
}

/** Every case of the rulebook. A word that is in no vocabulary is an error that names the line. */
export function readRulebook(): readonly Case[] {
  return readTableOf('who').flatMap(({ line, cells }) => {
    try {
      return casesOf(cells, line);
    } catch (error) {
      throw new Error(`rulebook, line ${line}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** The lines of all the tables of the rulebook whose first column is headed so. */
export function readTableOf(head: string): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const text = readFileSync(new URL('../policy/rulebook.md', import.meta.url), 'utf8');
  const found: { line: number; cells: readonly string[] }[] = [];
  let heading: string | null = null;
  text.split('\n').forEach((content, i) => {
    const cells = content.split('|').map((cell) => cell.trim());
    if (!content.startsWith('|')) heading = null;
    else if (heading === null) heading = cells[1] ?? '';
    else if (heading === head && !/^-+$/.test(cells[1] ?? '')) found.push({ line: i + 1, cells: cells.slice(1, -1) });
  });
  return found;
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

function casesOf(cells: readonly string[], line: number): readonly Case[] {
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
        const question = aQuestion({
          ...{ recipient, purpose: each, owner, category: one },
          necessary: necessaryKnown(known),
        });
        cases.push({
          line,
          kinds: at === 'own' ? [] : kinds,
          question,
          facts: factsKnown(known, question),
          ...readDecision(decision),
        });
      }
    }
  }
  return cases;
}

/** `PERMIT R500; open: ageBand; closed: birthDate`. */
function readDecision(cell: string): Pick<Case, 'decision' | 'open' | 'closed'> {
  const [decision = '', ...fields] = cell.split('; ');
  const listed = { open: [] as readonly string[], closed: [] as readonly string[] };
  for (const each of fields) {
    const [, word, paths] = /^(open|closed): (.+)$/.exec(each) ?? [];
    if (word !== 'open' && word !== 'closed') throw new Error(`nothing is decided by \`${each}\``);
    listed[word] = paths!.split(', ');
  }
  return { decision, ...listed };
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

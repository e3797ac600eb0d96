import { createHmac } from 'node:crypto';
import { keysOf } from '../../linkage/cascade.ts';
import type { Townsperson } from './town.ts';

/** What the hub is told of people: under which pseudonym, which files there are, and the words that gates ask for. */
export interface Subjects {
  /** The pseudonym of a person by her key in the town. */
  subjectOf(key: string): string;
  readonly links: readonly { id: string; bodyCode: string; localId: string; subject: string; status: string }[];
  readonly facts: readonly {
    id: string;
    subject: string;
    bodyCode: string;
    word: string;
    value: string;
    validFrom: Date;
  }[];
}

/** Bodies push what they know; the day is one before everything that the reference data set asks about. */
const PUSHED_ON = '2025-01-01';
const KNOWN_SINCE = new Date(`${PUSHED_ON}T00:00:00+01:00`);

/**
 * Files and facts as the bodies would push them. Where the linkage service would draw a subject by lot, this one makes it
 * of the first file, so that a town seeded twice is the same; `linkage.ts` tells the service.
 */
export function pseudonymise(people: readonly Townsperson[], linkageKey: string): Subjects {
  const subjects = new Map<string, string>();
  const links: Subjects['links'][number][] = [];
  const facts: Subjects['facts'][number][] = [];
  for (const person of people) {
    for (const [bodyCode, localId] of Object.entries(person.files)) {
      const id = `${bodyCode}:${localId}`;
      const subject = subjectOf(person, id, linkageKey);
      if (!subjects.has(person.key)) subjects.set(person.key, subject);
      links.push({ id, bodyCode, localId, subject, status: 'CONFIRMED' });
      for (const [word, value] of wordsOf(person)) {
        facts.push({ id: `${id}:${word}`, subject, bodyCode, word, value, validFrom: KNOWN_SINCE });
      }
    }
  }
  return {
    links,
    facts,
    subjectOf(key) {
      const subject = subjects.get(key);
      if (subject === undefined) throw new Error(`nobody in the town is called \`${key}\``);
      return subject;
    },
  };
}

/**
 * The subject of a file. All files about one person of the town share it: bodies wrote them alike, or agents have
 * confirmed since what a weaker key found. Who has no key at all is found by nobody, and each of her files stands alone.
 */
export function subjectOf(person: Townsperson, file: string, linkageKey: string): string {
  const [first = []] = Object.entries(person.files);
  const named = keysOf(person).some((key) => key !== null) ? first.join(':') : file;
  return createHmac('sha256', linkageKey).update(`passerelle/seed/${named}`).digest('base64url');
}

type Word = readonly [word: string, value: string];

/**
 * The closed words that a gate must know, those that say who may give an accord included. Without a date of birth nothing
 * is said of majority: unknown denies.
 */
function wordsOf({ key, birthDate, protectedAddress }: Townsperson): readonly Word[] {
  const address: Word = ['PROTECTED_ADDRESS', protectedAddress ? 'yes' : 'no'];
  if (birthDate === null) return [address];
  const majority = majorityOf(birthDate);
  return [
    address,
    ['MINOR_UNTIL', majority],
    ['PROTECTION', 'NONE'],
    ...(majority > PUSHED_ON ? childhoodOf(key) : []),
  ];
}

/** Who holds parental authority over the children of the scenarios; of other children nobody has said. */
const HOLDERS: Readonly<Record<string, string>> = {
  'PE-07': 'PARENT_A|PARENT_B',
  'PE-08': 'PARENT_A|PARENT_B',
  'PE-24-CHILD': 'PARENT_A',
  'PE-30': 'PARENT_A',
};

function childhoodOf(key: string): readonly Word[] {
  const holders = HOLDERS[key];
  return [
    ['EMANCIPATED', 'no'],
    ['ENTRUSTED_TO_ASE', 'no'],
    ...(holders ? [['PARENTAL_HOLDERS', holders] as const] : []),
  ];
}

/**
 * The eighteenth birthday; 1 March for who was born on a 29 February, as no common year has that day. Of who was of age
 * already, no more is said than that: her birthday would give her date of birth away.
 */
function majorityOf(birthDate: string): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const birthday = new Date(Date.UTC(year + 18, month - 1, day)).toISOString().slice(0, 10);
  return birthday < PUSHED_ON ? PUSHED_ON : birthday;
}

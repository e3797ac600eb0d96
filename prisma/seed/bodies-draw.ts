import type { ServingKind } from '../../schema/vocabulary.ts';
import { drawCcas, drawCommune, drawDepartement, drawMetropole } from './bodies-draw-kinds.ts';
import { drawMeans } from './bodies-draw-means.ts';
import { day, type PersonFile } from './bodies-file.ts';
import type { BodyCode, TownHousehold, Townsperson } from './town.ts';
import { createDraw, type Draw, seedOf } from './town-draw.ts';

/** Whose file is written, by whom. */
export interface Filing {
  readonly code: BodyCode;
  readonly kind: ServingKind;
  readonly capabilities: readonly string[];
  readonly person: Townsperson;
  readonly household: TownHousehold | undefined;
  /** Civil day of seeding. */
  readonly today: string;
}

/** Two sources: what is true of the person is drawn alike for every body, what a body noted of it is its own. */
export interface Draws {
  readonly truth: Draw;
  readonly noted: Draw;
  /** On a fixed day, so that nobody changes bodies or benefits between two days of seeding. */
  readonly age: number;
}

const POSTCODES: Readonly<Record<string, string>> = { '21355': '21600', '21540': '21850', '92071': '92330' };
const STREETS = ['rue des Lilas', 'allée des Tilleuls', 'avenue de la Gare', 'rue du Moulin', 'impasse des Vergers'];
const AGENTS: Readonly<Partial<Record<BodyCode, readonly string[]>>> = {
  DEPT_21: ['AG-01', 'AG-17'],
  CCAS_LONGVIC: ['AG-02'],
  CCAS_STAPO: ['AG-19'],
  METRO_DIJON: ['AG-09'],
  DEPT_92: ['AG-10'],
  CCAS_SCEAUX: ['AG-11'],
};

/** The file of one of the crowd at one body: what a body of that kind would write of somebody like her. */
export function drawFile(filing: Filing): PersonFile {
  const { code, kind, person, household, today } = filing;
  const draws: Draws = {
    truth: createDraw(seedOf(household?.key ?? person.key)),
    noted: createDraw(seedOf(`${code} ${person.key}`)),
    age: 2026 - Number(person.birthDate?.slice(0, 4) ?? 1980),
  };
  const contact = drawContact(filing, draws);
  const followUp = drawFollowUp(AGENTS[code], today, draws.noted);
  switch (kind) {
    case 'DEPARTEMENT':
      return { contact, followUp, ...drawMeans(filing, draws), ...drawDepartement(draws) };
    case 'CCAS':
      return { contact, followUp, ...drawMeans(filing, draws), ...drawCcas(draws) };
    case 'COMMUNE':
      return { contact, ...drawCommune(draws) };
    case 'METROPOLE':
      return { contact, ...drawMeans(filing, draws), ...drawMetropole(draws) };
  }
}

function drawContact({ household, person }: Filing, { truth, noted, age }: Draws): PersonFile['contact'] {
  const communeCode = household?.communeCode ?? '21355';
  const hasPhone = age >= 14 && noted.chance(0.85);
  return {
    addressLine: `${truth.between(1, 90)} ${truth.one(STREETS)}`,
    postcode: POSTCODES[communeCode] ?? null,
    communeCode,
    phone: hasPhone ? `06 39 98 ${noted.between(10, 99)} ${noted.between(10, 99)}` : null,
    email: age >= 16 && noted.chance(0.4) ? `${person.key.toLowerCase()}@courriel.invalid` : null,
    preferredContact: hasPhone ? noted.one(['PHONE', 'PHONE', 'LETTER'] as const) : 'LETTER',
    protectedAddress: person.protectedAddress,
  };
}

function drawFollowUp(agents: readonly string[] | undefined, today: string, noted: Draw): PersonFile['followUp'] {
  const lastContact = Date.parse(today) - noted.between(3, 90) * 86_400_000;
  if (noted.chance(0.25)) return undefined;
  return {
    referentAgent: agents ? noted.one(agents) : null,
    openedOn: day(noted.date(2022, 2026)),
    lastContactOn: day(new Date(lastContact).toISOString().slice(0, 10)),
    severalProfessionalsNeeded: noted.chance(0.3),
  };
}

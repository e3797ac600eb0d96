import type { PrismaClient } from '../generated/body/client.ts';
import { casesOf } from './bodies-cases.ts';
import { drawFile } from './bodies-draw.ts';
import { day } from './bodies-file.ts';
import { namedFiles } from './bodies-named.ts';
import type { BodyOffers } from './bodies-offer.ts';
import { departement21 } from './bodies-offers-dept-21.ts';
import { ccasLongvic, communeLongvic } from './bodies-offers-longvic.ts';
import { metroDijon } from './bodies-offers-metro.ts';
import { ccasSceaux, communeSceaux, departement92 } from './bodies-offers-sceaux.ts';
import { ccasStapo, communeStapo } from './bodies-offers-stapo.ts';
import { type BodyContent, writeContent } from './bodies-write.ts';
import { BODIES, type BodyCode, crowd, households, type TownHousehold, town } from './town.ts';

const OFFERS: Readonly<Record<BodyCode, BodyOffers>> = {
  DEPT_21: departement21,
  COMMUNE_LONGVIC: communeLongvic,
  CCAS_LONGVIC: ccasLongvic,
  COMMUNE_STAPO: communeStapo,
  CCAS_STAPO: ccasStapo,
  METRO_DIJON: metroDijon,
  DEPT_92: departement92,
  COMMUNE_SCEAUX: communeSceaux,
  CCAS_SCEAUX: ccasSceaux,
};

/** The Département designates; the commune is told, since its PRE works with the same schools. */
const DESIGNATIONS = ['École des Tilleuls', 'Collège de Longvic'].map((school) => ({
  school,
  agent: 'Assistante sociale de l’ESCO de Longvic',
  contact: '03 53 01 10 20',
  validFrom: day('2025-09-01'),
  validTo: day('2026-09-01'),
}));
const TOLD_OF_DESIGNATIONS: readonly BodyCode[] = ['DEPT_21', 'COMMUNE_LONGVIC'];

/**
 * Fills an empty body's database with its own part of the reference data set: its offers, its files about the people
 * it knows, what it said in cases and referrals. All or nothing; a database that is filled already is left alone.
 */
export async function seedBody(code: BodyCode, prisma: PrismaClient, today: string): Promise<void> {
  if ((await prisma.thisBody.count()) > 0) return;
  await writeContent(prisma, contentOf(code, today));
}

/** The same for the same day, in every run. */
export function contentOf(code: BodyCode, today: string): BodyContent {
  const body = BODIES.find((one) => one.code === code)!;
  const named = town.flatMap((person) => {
    const local = person.files[code];
    return local === undefined ? [] : [{ local, person, file: namedFiles[`${code} ${person.key}`] ?? {} }];
  });
  const drawn = crowd().flatMap((person) => {
    const local = person.files[code];
    if (local === undefined) return [];
    const household = households.find(({ members }) => members.some((member) => member.person === person.key));
    return [{ local, person, file: drawFile({ ...body, person, household, today }) }];
  });
  const people = [...named, ...drawn];
  const localOf = new Map(people.map(({ person, local }) => [person.key, local]));
  return {
    body: { code, kind: body.kind, capabilities: [...body.capabilities] },
    people,
    households: households.flatMap((household) => {
      const members = household.members.flatMap(({ person, role, isDependent }) => {
        const local = localOf.get(person);
        return local === undefined ? [] : [{ local, role, isDependent }];
      });
      return members.length === 0 ? [] : [{ ...household, members, coupleStatus: coupleStatusOf(household) }];
    }),
    ...casesOf(code),
    offers: OFFERS[code],
    designations: TOLD_OF_DESIGNATIONS.includes(code) ? DESIGNATIONS : [],
  };
}

function coupleStatusOf({ members }: TownHousehold): 'COUPLE' | 'SINGLE' {
  return members.some(({ role }) => role === 'SPOUSE') ? 'COUPLE' : 'SINGLE';
}

import type { BodyCode, TownHousehold, Townsperson } from './town.ts';
import { createDraw, type Draw } from './town-draw.ts';
import { FAMILY_NAMES, FEMALE_NAMES, MALE_NAMES } from './town-names.ts';

interface Crowd {
  readonly people: readonly Townsperson[];
  readonly households: readonly TownHousehold[];
}

interface Place {
  readonly communeCode: string;
  readonly births: readonly string[];
  readonly households: number;
  readonly departement: BodyCode;
  readonly commune: BodyCode;
  readonly ccas: BodyCode;
  /** Serves first reception and the housing fund where the Département does not. */
  readonly metropole: BodyCode | null;
}

const PLACES: readonly Place[] = [
  {
    communeCode: '21355',
    births: ['21231', '21231', '21355', '71076', '99352'],
    households: 62,
    departement: 'DEPT_21',
    commune: 'COMMUNE_LONGVIC',
    ccas: 'CCAS_LONGVIC',
    metropole: 'METRO_DIJON',
  },
  {
    communeCode: '21540',
    births: ['21231', '21231', '21540', '39198', '10387'],
    households: 46,
    departement: 'DEPT_21',
    commune: 'COMMUNE_STAPO',
    ccas: 'CCAS_STAPO',
    metropole: 'METRO_DIJON',
  },
  {
    communeCode: '92071',
    births: ['92002', '75114', '92071', '94028', '99350'],
    households: 46,
    departement: 'DEPT_92',
    commune: 'COMMUNE_SCEAUX',
    ccas: 'CCAS_SCEAUX',
    metropole: null,
  },
];

/** What people come for decides who knows them: seniors the CCAS, families the commune, all the Département at times. */
const SHAPES = ['SENIOR', 'SENIOR_COUPLE', 'SINGLE', 'FAMILY', 'SINGLE_PARENT', 'FAMILY'] as const;
type Shape = (typeof SHAPES)[number];
type Role = TownHousehold['members'][number]['role'];

let gathered: Crowd | undefined;

/** Drawn once per process; the same in every process. */
export function gatherCrowd(): Crowd {
  gathered ??= drawCrowd();
  return gathered;
}

function drawCrowd(): Crowd {
  const draw = createDraw(19_700_202);
  const people: Townsperson[] = [];
  const households: TownHousehold[] = [];
  const fileNumber = numberFiles(draw);

  for (const place of PLACES) {
    for (let nth = 0; nth < place.households; nth += 1) {
      const shape = SHAPES[nth % SHAPES.length]!;
      const name = draw.one(FAMILY_NAMES);
      const members: { person: string; role: Role; isDependent: boolean }[] = [];
      for (const [role, born] of drawMembers(shape, draw)) {
        const sex = role === 'SPOUSE' ? 'M' : draw.chance(role === 'APPLICANT' ? 0.65 : 0.5) ? 'F' : 'M';
        const married = role === 'APPLICANT' && sex === 'F' && shape !== 'SINGLE' && draw.chance(0.6);
        const key = `CR-${String(people.length + 1).padStart(3, '0')}`;
        const files: Partial<Record<BodyCode, string>> = {};
        for (const body of drawBodies(place, shape, role, draw)) files[body] = fileNumber(body);
        people.push({
          key,
          birthName: married ? draw.one(FAMILY_NAMES) : name,
          usedName: married ? name : null,
          firstNames: [draw.one(sex === 'F' ? FEMALE_NAMES : MALE_NAMES)],
          sex,
          birthDate: draw.date(born, born + 1),
          birthPlaceCog: draw.one(place.births),
          files,
          protectedAddress: false,
        });
        members.push({ person: key, role, isDependent: role === 'CHILD' });
      }
      households.push({
        key: `F-C${String(households.length + 1).padStart(3, '0')}`,
        communeCode: place.communeCode,
        since: draw.date(2012, 2024),
        members,
      });
    }
  }
  return { people, households };
}

/** Roles of a household and the year in which each member was born. */
function drawMembers(shape: Shape, draw: Draw): readonly (readonly [Role, number])[] {
  const adult = draw.between(1966, 1999);
  const senior = draw.between(1934, 1960);
  const children = Array.from(
    { length: draw.between(1, 3) },
    () => ['CHILD', Math.max(2007, Math.min(2025, adult + draw.between(21, 34)))] as const,
  );
  switch (shape) {
    case 'SENIOR':
      return [['APPLICANT', senior]];
    case 'SENIOR_COUPLE':
      return [
        ['APPLICANT', senior],
        ['SPOUSE', senior + draw.between(-5, 4)],
      ];
    case 'SINGLE':
      return [['APPLICANT', adult]];
    case 'SINGLE_PARENT':
      return [['APPLICANT', adult], ...children];
    case 'FAMILY':
      return [['APPLICANT', adult], ['SPOUSE', adult + draw.between(-6, 6)], ...children];
  }
}

/** At least one body, at most three: nobody is in the town who is known to nobody. */
function drawBodies(place: Place, shape: Shape, role: Role, draw: Draw): readonly BodyCode[] {
  const senior = shape === 'SENIOR' || shape === 'SENIOR_COUPLE';
  const main = role === 'CHILD' ? place.commune : senior ? place.ccas : place.departement;
  const bodies = new Set<BodyCode>([main]);
  if (draw.chance(senior ? 0.35 : 0.45)) bodies.add(place.departement);
  if (draw.chance(senior ? 0.15 : 0.4)) bodies.add(place.commune);
  if (bodies.size < 3 && draw.chance(0.35)) bodies.add(place.ccas);
  if (place.metropole !== null && bodies.size < 3 && role !== 'CHILD' && draw.chance(0.3)) bodies.add(place.metropole);
  return [...bodies];
}

const FILE_STYLES: Readonly<Record<BodyCode, readonly [prefix: string, digits: number]>> = {
  DEPT_21: ['D-', 5],
  COMMUNE_LONGVIC: ['L-', 6],
  CCAS_LONGVIC: ['', 5],
  COMMUNE_STAPO: ['SA', 5],
  CCAS_STAPO: ['A-', 5],
  METRO_DIJON: ['M', 6],
  DEPT_92: ['92-', 6],
  COMMUNE_SCEAUX: ['X', 5],
  CCAS_SCEAUX: ['S', 5],
};

/** Each body numbers in its own way, and a number tells nothing of the order in which people came. */
function numberFiles(draw: Draw): (body: BodyCode) => string {
  const taken = new Set<string>();
  return (body) => {
    const [prefix, digits] = FILE_STYLES[body];
    for (;;) {
      const number = `${prefix}${draw.between(10 ** (digits - 1), 10 ** digits - 1)}`;
      if (taken.has(`${body}:${number}`)) continue;
      taken.add(`${body}:${number}`);
      return number;
    }
  };
}

import type { ServingKind } from '../../schema/vocabulary.ts';
import { gatherCrowd } from './town-crowd.ts';

/** The nine bodies of the reference data set that serve data of their own. */
export const BODIES = [
  { code: 'DEPT_21', kind: 'DEPARTEMENT', capabilities: [] },
  { code: 'COMMUNE_LONGVIC', kind: 'COMMUNE', capabilities: [] },
  { code: 'CCAS_LONGVIC', kind: 'CCAS', capabilities: [] },
  { code: 'COMMUNE_STAPO', kind: 'COMMUNE', capabilities: [] },
  { code: 'CCAS_STAPO', kind: 'CCAS', capabilities: [] },
  { code: 'METRO_DIJON', kind: 'METROPOLE', capabilities: ['HOUSING_FUND', 'YOUTH_FUND'] },
  { code: 'DEPT_92', kind: 'DEPARTEMENT', capabilities: ['HOUSING_FUND', 'YOUTH_FUND'] },
  { code: 'COMMUNE_SCEAUX', kind: 'COMMUNE', capabilities: [] },
  { code: 'CCAS_SCEAUX', kind: 'CCAS', capabilities: [] },
] as const satisfies readonly { code: string; kind: ServingKind; capabilities: readonly string[] }[];

export type BodyCode = (typeof BODIES)[number]['code'];

/** A fictitious person, with the bodies that hold a file about her and the local id that each gave to it. */
export interface Townsperson {
  readonly key: string;
  readonly birthName: string;
  readonly usedName: string | null;
  readonly firstNames: readonly string[];
  readonly sex: 'F' | 'M' | 'X_UNKNOWN';
  readonly birthDate: string | null;
  readonly birthPlaceCog: string;
  readonly files: Readonly<Partial<Record<BodyCode, string>>>;
  readonly protectedAddress: boolean;
}

/** People who live together. A body knows of the household those members about whom it holds a file, and no others. */
export interface TownHousehold {
  readonly key: string;
  readonly communeCode: string;
  readonly since: string;
  readonly members: readonly {
    readonly person: string;
    readonly role: 'APPLICANT' | 'SPOUSE' | 'CHILD' | 'OTHER';
    readonly isDependent: boolean;
  }[];
}

type Trait = Pick<Townsperson, 'birthName' | 'firstNames' | 'sex' | 'birthDate' | 'files'> &
  Partial<Pick<Townsperson, 'usedName' | 'birthPlaceCog' | 'protectedAddress'>>;

const person = (key: string, traits: Trait): Townsperson => ({
  key,
  usedName: null,
  birthPlaceCog: '21231',
  protectedAddress: false,
  ...traits,
});

/** The people of the scenarios, by the key that the scenarios give them. */
export const town: readonly Townsperson[] = [
  person('PE-01', {
    birthName: 'ROBERT',
    firstNames: ['Jeanne'],
    sex: 'F',
    birthDate: '1961-11-21',
    files: { DEPT_21: 'D-4187', METRO_DIJON: 'M20931' },
  }),
  person('PE-04', {
    birthName: 'LEFÈVRE',
    firstNames: ['Simone', 'Andrée'],
    sex: 'F',
    birthDate: '1958-03-01',
    birthPlaceCog: '21054',
    files: { DEPT_21: 'D-3302', CCAS_LONGVIC: '5120' },
  }),
  person('PE-04-SON', {
    birthName: 'LEFÈVRE',
    firstNames: ['Hugo'],
    sex: 'M',
    birthDate: '2006-02-10',
    files: { DEPT_21: 'D-9046', CCAS_LONGVIC: '2671' },
  }),
  person('PE-05', {
    birthName: 'GAUTHIER',
    firstNames: ['Henri', 'Louis'],
    sex: 'M',
    birthDate: '1948-06-15',
    birthPlaceCog: '71076',
    files: { DEPT_21: 'D-6190', CCAS_LONGVIC: '6044' },
  }),
  person('PE-07', {
    birthName: 'MARTIN',
    firstNames: ['Léo'],
    sex: 'M',
    birthDate: '2011-05-05',
    files: { DEPT_21: 'D-7725', CCAS_LONGVIC: '3918', COMMUNE_LONGVIC: 'L-40618' },
  }),
  person('PE-07-MOTHER', {
    birthName: 'COLAS',
    usedName: 'MARTIN',
    firstNames: ['Sophie'],
    sex: 'F',
    birthDate: '1984-10-02',
    files: { DEPT_21: 'D-2250', CCAS_LONGVIC: '8203' },
  }),
  person('PE-07-FATHER', {
    birthName: 'MARTIN',
    firstNames: ['Karim'],
    sex: 'M',
    birthDate: '1981-01-27',
    birthPlaceCog: '69383',
    files: { DEPT_21: 'D-8834' },
  }),
  person('PE-08', {
    birthName: 'KOWALSKI',
    firstNames: ['Nina'],
    sex: 'F',
    birthDate: '2009-03-03',
    files: { DEPT_21: 'D-1503', COMMUNE_LONGVIC: 'L-77130' },
  }),
  person('PE-09', {
    birthName: 'PONS',
    firstNames: ['Gérard', 'Michel'],
    sex: 'M',
    birthDate: '1970-02-02',
    birthPlaceCog: '21231',
    files: { DEPT_21: 'D-5512', CCAS_LONGVIC: '7781', METRO_DIJON: 'M61847', COMMUNE_LONGVIC: 'L-12094' },
  }),
  // Known to the CCAS alone, so the Département cannot learn of them by holding a file.
  person('PE-09-WIFE', {
    birthName: 'VERNIER',
    usedName: 'PONS',
    firstNames: ['Odile'],
    sex: 'F',
    birthDate: '1972-09-14',
    birthPlaceCog: '39198',
    files: { CCAS_LONGVIC: '4406' },
  }),
  person('PE-09-SON', {
    birthName: 'PONS',
    firstNames: ['Julien'],
    sex: 'M',
    birthDate: '2001-06-30',
    files: { CCAS_LONGVIC: '9127' },
  }),
  person('PE-09b', {
    birthName: 'LAMBERT',
    firstNames: ['Serge'],
    sex: 'M',
    birthDate: '1970-02-02',
    birthPlaceCog: '58194',
    files: { DEPT_21: 'D-2918', CCAS_LONGVIC: '1835' },
  }),
  person('PE-09c', {
    birthName: 'PERRIN',
    usedName: 'AUBRY',
    firstNames: ['Nadège'],
    sex: 'F',
    birthDate: '1970-02-02',
    files: { DEPT_21: 'D-6677', CCAS_LONGVIC: '5592', COMMUNE_LONGVIC: 'L-55816' },
  }),
  person('PE-10', {
    birthName: 'ROCHE',
    firstNames: ['Amélie'],
    sex: 'F',
    birthDate: '1982-08-08',
    birthPlaceCog: '92002',
    files: { DEPT_92: '92-30417', CCAS_SCEAUX: 'S4471' },
  }),
  person('PE-24', {
    birthName: 'SOW',
    firstNames: ['Fatou'],
    sex: 'F',
    birthDate: '1996-04-17',
    birthPlaceCog: '99341',
    files: { DEPT_21: 'D-3874', COMMUNE_LONGVIC: 'L-28355' },
  }),
  person('PE-24-CHILD', {
    birthName: 'SOW',
    firstNames: ['Awa'],
    sex: 'F',
    birthDate: '2024-09-01',
    files: { DEPT_21: 'D-7061', COMMUNE_LONGVIC: 'L-63902' },
  }),
  person('PE-29', {
    birthName: 'TARDIEU',
    firstNames: ['Élodie'],
    sex: 'F',
    birthDate: '1985-01-01',
    birthPlaceCog: '25056',
    files: { CCAS_LONGVIC: '8350' },
    protectedAddress: true,
  }),
  person('PE-30', {
    birthName: 'FAURE',
    firstNames: ['Inès'],
    sex: 'F',
    birthDate: '2015-05-05',
    files: { COMMUNE_LONGVIC: 'L-90273', CCAS_LONGVIC: '6719' },
  }),
  person('PE-30-MOTHER', {
    birthName: 'FAURE',
    firstNames: ['Camille'],
    sex: 'F',
    birthDate: '1988-12-11',
    files: { COMMUNE_LONGVIC: 'L-31748' },
  }),
  person('PE-33', {
    birthName: 'GIRAUD',
    firstNames: ['Paul', 'Antoine'],
    sex: 'M',
    birthDate: '1980-01-01',
    files: { DEPT_21: 'D-5049', CCAS_LONGVIC: '7356', COMMUNE_LONGVIC: 'L-84461' },
  }),
];

const namedHouseholds: readonly TownHousehold[] = [
  household('F-04', '2019-09-01', ['PE-04', 'APPLICANT'], ['PE-04-SON', 'CHILD', true]),
  household('F-05', '2016-03-01', ['PE-05', 'APPLICANT']),
  household('F-07', '2013-07-01', ['PE-07-MOTHER', 'APPLICANT'], ['PE-07-FATHER', 'SPOUSE'], ['PE-07', 'CHILD', true]),
  household('F-09', '2008-05-01', ['PE-09', 'APPLICANT'], ['PE-09-WIFE', 'SPOUSE'], ['PE-09-SON', 'CHILD']),
  household('F-24', '2023-11-01', ['PE-24', 'APPLICANT'], ['PE-24-CHILD', 'CHILD', true]),
  household('F-30', '2017-01-01', ['PE-30-MOTHER', 'APPLICANT'], ['PE-30', 'CHILD', true]),
];

function household(
  key: string,
  since: string,
  ...members: readonly (readonly [string, TownHousehold['members'][number]['role'], boolean?])[]
): TownHousehold {
  return {
    key,
    since,
    communeCode: '21355',
    members: members.map(([person, role, isDependent = false]) => ({ person, role, isDependent })),
  };
}

/** Everybody else: drawn from fixed lists with a fixed seed, so the same in every run. */
export function crowd(): readonly Townsperson[] {
  return gatherCrowd().people;
}

export const households: readonly TownHousehold[] = [...namedHouseholds, ...gatherCrowd().households];

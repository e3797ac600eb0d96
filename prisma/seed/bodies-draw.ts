import type { ServingKind } from '../../schema/vocabulary.ts';
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
const THEMES = ['ACCES_DROITS', 'LOGEMENT', 'BUDGET', 'EMPLOI', 'NUMERIQUE'];
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

function drawDepartement({ noted, age }: Draws): PersonFile {
  if (age < 6) {
    return {
      pmi: {
        pregnancy: 'NONE',
        growth: noted.one(['REGULAR', 'REGULAR', 'WATCHED']),
        vaccinations: noted.one(['UP_TO_DATE', 'UP_TO_DATE', 'LATE']),
        lastHomeVisitOn: day(noted.date(2025, 2026)),
        impactOnCare: 0,
        impactOnSafety: 0,
        impactOnSchooling: 0,
      },
    };
  }
  if (age < 18) {
    return noted.chance(0.15) ? { measures: [{ kind: 'AED', validFrom: day(noted.date(2025, 2026)) }] } : {};
  }
  if (age < 62) {
    return {
      employment: {
        status: noted.one(['JOB_SEEKER', 'JOB_SEEKER', 'EMPLOYED', 'TRAINEE', 'INACTIVE']),
        jobGoal: noted.one(['aide à la personne', 'logistique', 'restauration', 'espaces verts', null]),
        obstacles: noted.chance(0.5) ? [noted.one(['MOBILITY', 'CHILDCARE', 'LANGUAGE', 'DIGITAL'])] : [],
        trainingInProgress: noted.chance(0.2),
      },
      ...(noted.chance(0.3) && { insertionFollowUp: { referent: 'Référent parcours, Agence Solidarités' } }),
      ...(noted.chance(0.2) && {
        socialReports: [
          {
            on: day(noted.date(2025, 2026)),
            conclusions: ['Situation stable, à revoir dans six mois'],
            agreedActions: ['Point budget mensuel'],
            narrative: 'Entretien à domicile ; la personne souhaite reprendre une activité.',
          },
        ],
      }),
    };
  }
  return {
    ...(noted.chance(0.4) && {
      health: { condition: 'arthrose', mobility: noted.between(1, 3), adaptations: ['canne'] },
    }),
    ...(age >= 75 &&
      noted.chance(0.4) && {
        apa: {
          status: 'OPEN' as const,
          validFrom: day(noted.date(2023, 2026)),
          gir: noted.between(2, 4),
          place: 'HOME' as const,
        },
      }),
  };
}

function drawCcas({ noted, age }: Draws): PersonFile {
  return {
    ...(age >= 18 &&
      noted.chance(0.45) && {
        ccasAids: [
          {
            kind: noted.one(['FOOD', 'ENERGY', 'TRANSPORT', 'HEALTH']),
            amount: noted.between(3, 25) * 10,
            grantedOn: day(noted.date(2025, 2026)),
          },
        ],
      }),
    ...(age >= 80 &&
      noted.chance(0.2) && {
        legalCapacity: {
          measure: 'CURATELLE' as const,
          onPerson: true,
          missionScope: 'gestion des comptes et santé',
          guardianContact: 'Mandataire judiciaire, 03 53 01 90 00',
          validFrom: day(noted.date(2022, 2026)),
        },
      }),
    ...(noted.chance(0.3) && { note: { text: 'Passe souvent à l’accueil le mardi.' } }),
  };
}

const LEVELS = [
  [6, 'NURSERY'],
  [11, 'PRIMARY'],
  [15, 'LOWER_SECONDARY'],
  [18, 'UPPER_SECONDARY'],
] as const;

function drawCommune({ truth, noted, age }: Draws): PersonFile {
  const level = LEVELS.find(([until]) => age < until)?.[1];
  if (age < 3) {
    return {
      childcareNeed: {
        daysNeeded: ['MONDAY', 'TUESDAY', 'THURSDAY'],
        startOn: day('2026-09-01'),
        currentCare: 'PARENT',
      },
      childcareRequest: {
        requestedOn: day(noted.date(2025, 2026)),
        startOn: day('2026-09-01'),
        places: 1,
        rank: noted.between(1, 30),
      },
    };
  }
  if (level !== undefined) {
    return {
      education: { school: truth.one(['Les Tilleuls', 'Jules-Verne', 'Du Parc']), level, pre: noted.chance(0.15) },
    };
  }
  return age < 62 && noted.chance(0.5)
    ? {
        employment: {
          status: noted.one(['JOB_SEEKER', 'TRAINEE', 'EMPLOYED']),
          jobGoal: null,
          obstacles: [],
          trainingInProgress: noted.chance(0.2),
        },
      }
    : noted.chance(0.05)
      ? { neighbourhoodRecords: [{ on: day(noted.date(2025, 2026)), text: 'Main courante : bruit en soirée.' }] }
      : {};
}

function drawMetropole({ noted }: Draws): PersonFile {
  return {
    firstReception: {
      receivedOn: day(noted.date(2025, 2026)),
      topic: noted.one(THEMES),
      orientedTo: noted.one(['DEPT_21', null]),
    },
  };
}

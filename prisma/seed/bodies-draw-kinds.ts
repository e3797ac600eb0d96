import type { Draws } from './bodies-draw.ts';
import { day, type PersonFile } from './bodies-file.ts';

/** What only a Département would write of somebody of that age. The others below likewise, each for its kind. */
export function drawDepartement({ noted, age }: Draws): PersonFile {
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

export function drawCcas({ noted, age }: Draws): PersonFile {
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

export function drawCommune({ truth, noted, age }: Draws): PersonFile {
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

const THEMES = ['ACCES_DROITS', 'LOGEMENT', 'BUDGET', 'EMPLOI', 'NUMERIQUE'];

export function drawMetropole({ noted }: Draws): PersonFile {
  return {
    firstReception: {
      receivedOn: day(noted.date(2025, 2026)),
      topic: noted.one(THEMES),
      orientedTo: noted.one(['DEPT_21', null]),
    },
  };
}

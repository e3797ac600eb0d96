import type { Draws, Filing } from './bodies-draw.ts';
import { day, type PersonFile } from './bodies-file.ts';

const LANDLORDS = ['Office Habitat des Lilas', 'Résidences du Parc', 'SCI Les Platanes'];

/** Home, budget and benefits of an adult. Bodies agree on the main lines; months and amounts are each one's own. */
export function drawMeans({ capabilities }: Filing, { truth, noted, age }: Draws): PersonFile {
  if (age < 18) return {};
  const tenure = truth.one(['SOCIAL_TENANT', 'SOCIAL_TENANT', 'PRIVATE_TENANT', 'OWNER', 'HOSTED'] as const);
  const isTenant = tenure === 'SOCIAL_TENANT' || tenure === 'PRIVATE_TENANT';
  const arrears = isTenant && truth.chance(0.3) ? truth.between(1, 5) : 0;
  const income = truth.between(60, 190) * 10;
  const isPoor = income < 950;
  return {
    housing: {
      tenure,
      arrearsMonths: Math.max(0, arrears + (arrears > 0 ? noted.between(-1, 1) : 0)),
      evictionStage: arrears > 3 ? 'ORDER_TO_PAY' : 'NONE',
      indecency: noted.chance(0.08),
      landlordName: isTenant && noted.chance(0.7) ? truth.one(LANDLORDS) : null,
    },
    budget: {
      incomeMonthly: income + noted.between(-3, 3) * 10,
      chargesMonthly: noted.between(35, 80) * 10,
      debtTotal: arrears > 0 ? noted.between(5, 60) * 100 : 0,
      overIndebtednessFile: noted.chance(0.08) ? 'FILED' : 'NONE',
    },
    benefits: [
      ...(isPoor && age >= 25 && age < 65
        ? [
            {
              kind: 'RSA' as const,
              status: noted.one(['OPEN', 'OPEN', 'SUSPENDED'] as const),
              validFrom: day(noted.date(2023, 2026)),
              resourcesBracket: 'BELOW_FULL' as const,
            },
          ]
        : []),
      ...(isPoor && age >= 65
        ? [{ kind: 'ASPA' as const, status: 'OPEN' as const, validFrom: day(noted.date(2020, 2026)) }]
        : []),
      ...(isTenant ? [{ kind: 'APL' as const, status: 'OPEN' as const, validFrom: day(noted.date(2019, 2026)) }] : []),
    ],
    ...(arrears > 0 &&
      capabilities.includes('HOUSING_FUND') && {
        fundApplications: [
          {
            fund: 'FSL' as const,
            requestedOn: day(noted.date(2025, 2026)),
            decidedOn: day('2026-02-10'),
            status: 'GRANTED' as const,
            amount: noted.between(2, 12) * 100,
          },
        ],
      }),
  };
}

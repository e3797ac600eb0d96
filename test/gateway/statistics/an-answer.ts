import { findIndicator } from '../../../disclosure/catalogue.ts';
import type { Dimension } from '../../../disclosure/dimensions.ts';
import { receiveReleased } from '../../../disclosure/release.ts';
import { addUp } from '../../../gateway/statistics/add-up.ts';
import { NOTHING_MORE } from '../../../gateway/statistics/exports/figures.ts';
import type { ReleasedAnswer } from '../../../gateway/statistics/exports/figures-of.ts';

/** Two bodies, one of them with a name that would like to be more than text. */
export const BODIES = [
  { code: 'CCAS_LONGVIC', name: 'CCAS de Longvic <script>' },
  { code: 'DEPT_21', name: "Département de la Côte-d'Or" },
];
export const NOTE = 'Valeurs perturbées, totaux non additifs.';
const RELEASED = { standing: 'RELEASED', version: 1, smallest: 11 } as const;
const GAVE_NOTHING = { version: null, frozenAt: null, smallest: null } as const;

export type Cells = readonly (readonly [bins: readonly string[], value: number | null])[];
type Absent = 'MISSING' | 'NO_SOURCE_YET' | 'NOT_FROZEN' | 'WITHHELD';

/** What the Département and the CCAS have released; who has cells of neither kind has released nothing but zeros. */
export function anAnswer(
  code: string,
  period: string,
  {
    by = [],
    perBody = false,
    departement = [],
    ccas = [],
  }: { by?: Dimension[]; perBody?: boolean; departement?: Cells | Absent; ccas?: Cells | Absent } = {},
): ReleasedAnswer {
  const given = [
    { body: 'CCAS_LONGVIC', said: ccas, frozenAt: '2026-02-01T00:00:00.000Z' },
    { body: 'DEPT_21', said: departement, frozenAt: '2026-02-01T01:30:00.000+02:00' },
  ];
  const tables = given.flatMap(({ body, said }) =>
    typeof said === 'string'
      ? []
      : [{ body, smallest: 11 as const, cells: said.map(([bins, value]) => receiveReleased(bins, value, 11)!) }],
  );
  return {
    ...{ indicator: findIndicator(code)!, period, by, perBody, bodies: BODIES, ruleSetVersion: 'v7', note: NOTE },
    parts: given.map(({ body, said, frozenAt }) =>
      typeof said === 'string' ? { body, standing: said, ...GAVE_NOTHING } : { body, ...RELEASED, frozenAt },
    ),
    cells: addUp(tables, by, perBody).map((cell) => ({ ...cell, ...NOTHING_MORE })),
  };
}

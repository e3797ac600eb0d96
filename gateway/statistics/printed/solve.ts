import highs, { type Highs } from 'highs';

/** A linear program in the LP format of CPLEX, as HiGHS reads it. */
export interface Program {
  readonly sense: 'Minimize' | 'Maximize';
  readonly objective: Terms;
  readonly rows: readonly { readonly terms: Terms; readonly relation: '<=' | '>=' | '='; readonly bound: number }[];
  readonly bounds: readonly { readonly name: string; readonly least: number; readonly most: number | null }[];
  /** Variables that are 0 or 1. */
  readonly choices: readonly string[];
}

/** Coefficients by variable. */
export type Terms = ReadonlyMap<string, number>;

/** An optimum, proven: values by variable. `null`: there is no solution. */
export type Solution = { readonly objective: number; valueOf(name: string): number } | null;

/** Longer than any table of a report has been seen to need; beyond it nothing is printed. */
const PATIENCE_S = 60;

/** The library's types describe its CommonJS face; imported as a module, the loader itself is the default. */
const loadHighs = highs as unknown as typeof highs.default;
let loading: Promise<Highs> | null = null;

/** Solves to a gap of zero. Blocks its thread while it works. Throws when no optimum was proven in time. */
export async function solve(program: Program): Promise<Solution> {
  loading ??= loadHighs();
  const solver = await loading;
  const solution = solver.solve(writeProgram(program), {
    output_flag: false,
    mip_rel_gap: 0,
    mip_abs_gap: 0,
    time_limit: PATIENCE_S,
    random_seed: 1,
  });
  if (solution.Status === 'Infeasible') return null;
  if (solution.Status !== 'Optimal') throw new Error(`no optimum was proven: ${solution.Status}`);
  const { Columns, ObjectiveValue } = solution;
  return { objective: ObjectiveValue, valueOf: (name) => Columns[name]?.Primal ?? 0 };
}

function writeProgram({ sense, objective, rows, bounds, choices }: Program): string {
  return [
    sense,
    ` obj: ${writeTerms(objective)}`,
    'Subject To',
    ...rows.map(({ terms, relation, bound }, i) => ` r${i}: ${writeTerms(terms)} ${relation} ${bound}`),
    'Bounds',
    ...bounds.map(({ name, least, most }) => ` ${least} <= ${name}${most === null ? '' : ` <= ${most}`}`),
    ...(choices.length > 0 ? ['Binaries', ...choices.map((name) => ` ${name}`)] : []),
    'End',
  ].join('\n');
}

function writeTerms(terms: Terms): string {
  const written = [...terms].filter(([, factor]) => factor !== 0);
  if (written.length === 0) throw new Error('a row of the program has no terms');
  return written.map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`).join(' ');
}

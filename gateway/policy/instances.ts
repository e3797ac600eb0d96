import { PURPOSES, type Purpose } from '../../schema/vocabulary.ts';
import { readTable, readWord } from './table.ts';

/** Whether an instance may speak of named people: never, with their accord, or in the circle of child protection. */
export const NOMINATIVE_MODES = ['NONE', 'WITH_ACCORD', 'CHILD_CIRCLE'] as const;

/** What may stand on an agenda. Only a situation is about somebody. */
export const AGENDA_KINDS = ['NEWS', 'PROJECT', 'STATISTICS', 'SITUATION'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];

/** A place where professionals of several bodies meet (instance de concertation). */
export interface Instance {
  readonly code: string;
  readonly territories: readonly string[];
  /** Null where the protocol does not say, or both sides pilot. */
  readonly pilot: string | null;
  readonly nominativeMode: (typeof NOMINATIVE_MODES)[number];
  readonly purpose: Purpose;
}

const COLUMNS = ['code', 'territory', 'pilot', 'periodicity', 'nominative_mode', 'purpose'] as const;

/** Reads `instances.csv`; an unknown word refuses the table. */
export function parseInstances(csv: string): ReadonlyMap<string, Instance> {
  const instances = readTable('instances.csv', csv, COLUMNS).map((row): Instance => {
    const at = (column: string) => ({ table: 'instances.csv', row: row.code, column });
    return {
      code: row.code,
      territories: row.territory.split('|'),
      pilot: row.pilot === '' ? null : row.pilot,
      nominativeMode: readWord(at('nominative_mode'), row.nominative_mode, NOMINATIVE_MODES),
      purpose: readWord(at('purpose'), row.purpose, PURPOSES),
    };
  });
  return new Map(instances.map((instance) => [instance.code, instance]));
}

/** Why an item may not stand on the agenda; null when it may. Nothing of the item but its kind is looked at, or kept. */
export function refuseAgendaItem({ nominativeMode }: Instance, kind: AgendaKind): 'INSTANCE_NOT_NOMINATIVE' | null {
  return kind === 'SITUATION' && nominativeMode === 'NONE' ? 'INSTANCE_NOT_NOMINATIVE' : null;
}

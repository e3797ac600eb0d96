import { join, resolve } from 'node:path';
import { projectRoot } from '../schema/files.ts';

/** The knobs of a development run. */
export interface Settings {
  /** Of the hub; everything else takes a free port, so that two runs can stand side by side. */
  readonly port: number;
  /** Everything that a run keeps. */
  readonly data: string;
  /** Instant at which the clock of decisions starts; null: the real time. */
  readonly clock: Date | null;
  /** Throw away what an earlier run kept. */
  readonly fresh: boolean;
}

export const SETTINGS = {
  PORT: 'port of the hub; 4000 when absent',
  PASSERELLE_DATA: 'folder of the data; `.passerelle` when absent',
  PASSERELLE_CLOCK: 'ISO instant at which the clock of decisions starts',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads everything once, and refuses with the name of what is wrong. */
export function readSettings(environment: Environment, given: readonly string[]): Settings {
  const isProduction = [environment.NODE_ENV, environment.PASSERELLE_ENV].includes('production');
  if (isProduction)
    throw new Error('npm start is for development: in production, start the hub and the bodies themselves');
  const unknown = given.find((word) => word !== '--fresh');
  if (unknown !== undefined) throw new Error(`unknown argument \`${unknown}\`: there is only \`--fresh\``);
  return {
    port: readPort(environment.PORT),
    data: dataFolder(environment),
    clock: readClock(environment.PASSERELLE_CLOCK),
    fresh: given.includes('--fresh'),
  };
}

/** Also where `token`, `ask` and `explain` look for a run. */
export function dataFolder(environment: Environment): string {
  return environment.PASSERELLE_DATA ? resolve(environment.PASSERELLE_DATA) : join(projectRoot(), '.passerelle');
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 4000;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error('`PORT` is not a port: a number from 1 to 65535');
  return port;
}

/** With its zone, because a time without one is another instant on another machine. */
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

function readClock(text: string | undefined): Date | null {
  if (text === undefined || text === '') return null;
  const instant = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(instant.getTime()) || !isDay(text.slice(0, 10))) {
    throw new Error('`PASSERELLE_CLOCK` is not an ISO instant: write it as 2026-05-04T10:00:00+02:00');
  }
  return instant;
}

/** The language reads 31 February as 3 March. */
function isDay(day: string): boolean {
  return new Date(day).toISOString().startsWith(day);
}

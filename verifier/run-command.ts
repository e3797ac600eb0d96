import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readVerifier } from '../transparency/note.ts';
import type { Trust } from './verdict.ts';
import { verify } from './verify.ts';
import { type Language, tellFailure, WORDS } from './words.ts';

export interface Outcome {
  /** 0 holds, 1 does not hold, 2 cannot be read. */
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

/** `verify <file> --key …`: reads the files that are named, and nothing else. */
export function runCommand(args: readonly string[]): Outcome {
  const language: Language = args[args.indexOf('--lang') + 1] === 'en' && args.includes('--lang') ? 'en' : 'fr';
  const words = WORDS[language];
  try {
    const { positionals, values } = parse(args);
    const [verb, file, ...others] = positionals;
    if (values.help || verb === undefined) return { code: values.help ? 0 : 2, text: words.usage };
    if (verb !== 'verify' || file === undefined || others.length > 0 || !values.key?.length) {
      return { code: 2, text: words.usage };
    }
    const verdict = verify(read(file), trustOf(values));
    return verdict.holds
      ? { code: 0, text: words.holds(verdict.holding).join('\n') }
      : { code: 1, text: tellFailure(verdict.failure, words) };
  } catch (error) {
    return { code: 2, text: words.unreadable(error instanceof Error ? error.message : String(error)) };
  }
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  const many = { type: 'string', multiple: true } as const;
  const one = { type: 'string' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: many,
      witness: many,
      witnesses: one,
      against: many,
      consistency: many,
      tolerance: one,
      'clock-tolerance': one,
      lang: one,
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function trustOf(values: Values): Trust {
  const witnesses = (values.witness ?? []).map(readKey);
  return {
    log: (values.key ?? []).map(readKey),
    witnesses,
    ...numberOf('leastWitnesses', values.witnesses, witnesses.length),
    against: (values.against ?? []).map((name) => ({ name, text: read(name) })),
    consistency: (values.consistency ?? []).map(read),
    ...numberOf('tolerance', values.tolerance),
    ...numberOf('clockTolerance', values['clock-tolerance']),
  };
}

/** A key, or a file that holds it. It is read here once, so that a bad one is not taken for a bad signature. */
function readKey(text: string): string {
  const key = text.includes('+') ? text : read(text).trim();
  return readVerifier(key).key;
}

function numberOf(
  name: string,
  text: string | undefined,
  most = Number.MAX_SAFE_INTEGER,
): Readonly<Record<string, number>> {
  if (text === undefined) return {};
  if (!/^\d+$/.test(text) || Number(text) > most) throw new Error(`\`${text}\` is no number for ${name} here`);
  return { [name]: Number(text) };
}

function read(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new Error(`the file \`${path}\` cannot be read as text`, { cause });
  }
}

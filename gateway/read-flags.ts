import { parse } from 'graphql';
import type { Operation } from './crossing/operation.ts';
import { HubError } from './errors.ts';
import type { Executor } from './federation/doors.ts';

/** The fields of a file that the registry may ask for on its own account, to combine them and to show none of them. */
export type Flag = 'excludesCcas';

/**
 * What bodies say of one yes-or-no field of some files, for the registry to combine.
 *
 * It is a question like a caller's own: planned, decided, sent with a pass of its own and put on the same record. Only
 * its answer goes nowhere: whoever asks keeps it in hand, and answers something else.
 */
export async function readFlags(
  execute: Executor<Operation>,
  op: Operation,
  files: readonly string[],
  flag: Flag,
): Promise<readonly (boolean | null)[]> {
  const declared = files.map((_, i) => `$f${i}: ID!`).join(', ');
  const asked = files.map((_, i) => `f${i}: person(id: $f${i}) { ${flag} }`).join(' ');
  const source = `query (${declared}) { ${asked} }`;
  const variables = Object.fromEntries(files.map((file, i) => [`f${i}`, file]));
  const { data, errors } = await execute({
    source,
    document: parse(source),
    variables,
    op: { ...op, variables, asksMoreThanKey: () => true, verdicts: new Map() },
  });
  const [failure] = errors;
  if (failure) throw new HubError('BODY_UNREACHABLE', 'a body whose word is needed did not answer', { cause: failure });
  return files.map((_, i) => {
    const file = data?.[`f${i}`];
    const said =
      typeof file === 'object' && file !== null && flag in file ? (file as Record<Flag, unknown>)[flag] : null;
    return typeof said === 'boolean' ? said : null;
  });
}

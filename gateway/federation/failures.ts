import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { fault, type ResponsePath } from './faults.ts';
import type { Kit } from './kit.ts';
import { locate } from './paths.ts';
import type { Run } from './run.ts';

/**
 * Faults of one request, brought to the places of the answer that they concern.
 *
 * INVARIANT: of a body's own error nothing is passed on but a code of a closed set and the part of its path that runs
 * through what was asked; its words could hold a value.
 */
export class Failures<Op> {
  private readonly faults: { readonly place: object; readonly below: ResponsePath; readonly error: GraphQLError }[] =
    [];

  constructor(
    private readonly kit: Kit<Op>,
    private readonly run: Run<Op>,
    /** Whether it was a service of this process that was asked: its refusals are our own words. */
    private readonly isLocal = false,
    /** Whether something was to be written: then a body may say that it does not take it. */
    private readonly isWrite = false,
  ) {}

  add(place: object, below: ResponsePath, error: GraphQLError): void {
    this.faults.push({ place, below, error });
  }

  /** A body's error without its words. One of this process that has no code is a fault of ours, and keeps its cause. */
  strip(error: GraphQLFormattedError): GraphQLError {
    const said = error.extensions?.code;
    if (this.kit.trust || (this.isLocal && typeof said === 'string')) {
      return new GraphQLError(error.message, { extensions: { ...error.extensions } });
    }
    if (this.isLocal) {
      const originalError = error instanceof Error ? error : null;
      return new GraphQLError('internal error', { extensions: { code: 'INTERNAL' }, originalError });
    }
    if (this.isWrite && said === 'BAD_REQUEST') return fault(said, 'the body does not take what was to be written');
    const code = typeof said === 'string' && this.kit.codes.has(said) ? said : 'BODY_MISBEHAVED';
    return fault(code, 'a body could not answer this field');
  }

  /** Says each fault with its full path, once however often a body says it. */
  report(): void {
    if (this.faults.length === 0) return;
    const said = new Set<string>();
    const paths = locate(this.run.data, new Set(this.faults.map(({ place }) => place)));
    for (const { place, below, error } of this.faults) {
      const path = [...(paths.get(place) ?? []), ...below];
      const { message, extensions, originalError } = error;
      const key = `${path.join('.')} ${String(extensions.code)} ${message}`;
      if (said.has(key)) continue;
      said.add(key);
      this.run.errors.push(new GraphQLError(message, { path, extensions, originalError }));
    }
  }
}

/** What went wrong in transport; anything that is not said in these words is a bug, and stops the operation. */
export function asFault(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  throw error;
}

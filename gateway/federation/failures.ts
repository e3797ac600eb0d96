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
  ) {}

  add(place: object, below: ResponsePath, error: GraphQLError): void {
    this.faults.push({ place, below, error });
  }

  /** A body's error without its words. */
  strip(error: GraphQLFormattedError): GraphQLError {
    if (this.kit.trust) return new GraphQLError(error.message, { extensions: { ...error.extensions } });
    const said = error.extensions?.code;
    const code = typeof said === 'string' && this.kit.codes.has(said) ? said : 'BODY_MISBEHAVED';
    return fault(code, 'a body could not answer this field');
  }

  /** Says each fault with its full path. */
  report(): void {
    if (this.faults.length === 0) return;
    const paths = locate(this.run.data, new Set(this.faults.map(({ place }) => place)));
    for (const { place, below, error } of this.faults) {
      const path = [...(paths.get(place) ?? []), ...below];
      this.run.errors.push(new GraphQLError(error.message, { path, extensions: error.extensions }));
    }
  }
}

/** What went wrong in transport; anything that is not said in these words is a bug, and stops the operation. */
export function asFault(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  throw error;
}

import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export class CompositionError extends Error {
  /** Each refusal of the composer, with the names it gives. */
  readonly refusals: readonly string[];

  constructor(refusals: readonly string[]) {
    super(`the subgraphs do not compose:\n${refusals.map((refusal) => `- ${refusal}`).join('\n')}`);
    this.name = 'CompositionError';
    this.refusals = refusals;
  }
}

/** Joins subgraphs into one supergraph. What does not fit together is refused, never left out. */
export function compose(subgraphs: readonly Subgraph[]): string {
  const result = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl, { noLocation: true }) })),
  );
  if (result.errors !== undefined) throw new CompositionError(result.errors.map((error) => error.message));
  return result.supergraphSdl;
}

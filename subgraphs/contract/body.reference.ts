import type { Reference } from '../joining/build-subgraph.ts';
import type { BodyContext } from './context.ts';

/** A body speaks for itself only. */
export function resolveBody(reference: Reference, { code }: BodyContext): { readonly code: string } | null {
  return reference.code === code ? { code } : null;
}

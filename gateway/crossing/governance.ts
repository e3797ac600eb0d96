import { type Classification, classify } from '../../schema/classification.ts';

/** What the crossing must know of the supergraph to prepare a fetch. */
export interface Governance extends Pick<Classification, 'field' | 'keyOf' | 'keyNames'> {
  /** Served in process, by the hub itself. */
  isLocal(service: string): boolean;
}

export function governanceOf(supergraph: string, local: ReadonlySet<string>): Governance {
  return { ...classify(supergraph), isLocal: (service) => local.has(service) };
}

import { parse } from 'graphql';
import { type Classification, classify } from '../../schema/classification.ts';
import { readTypeMap } from '../../schema/type-map.ts';

/** What the crossing must know of the supergraph to prepare a fetch. */
export interface Governance extends Pick<Classification, 'field' | 'keyOf'> {
  /** Names of key fields anywhere in the supergraph: no alias may take one. */
  readonly keyNames: ReadonlySet<string>;
  /** Served in process, by the hub itself. */
  isLocal(service: string): boolean;
}

export function governanceOf(supergraph: string, local: ReadonlySet<string>): Governance {
  const classification = classify(supergraph);
  const types = readTypeMap([{ name: 'supergraph', document: parse(supergraph, { noLocation: true }) }]);
  return {
    field: classification.field,
    keyOf: classification.keyOf,
    keyNames: new Set([...types.values()].flatMap((type) => type.keys)),
    isLocal: (service) => local.has(service),
  };
}

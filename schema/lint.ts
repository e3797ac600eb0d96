import { parse } from 'graphql';
import { interfacesDecideLikeTheirObjects } from './demands/abstract-types.ts';
import { subgraphsAgree } from './demands/agreement.ts';
import { governedFieldsTakeNoArguments } from './demands/arguments.ts';
import { directivesMoveNothing } from './demands/federation.ts';
import { keysSayNothing } from './demands/keys.ts';
import { linksAreTheContracts } from './demands/links.ts';
import { everyFieldIsMarked } from './demands/marks.ts';
import { theNamedCategoryIsFollowed, theNamedCategoryIsRequired } from './demands/named-category.ts';
import { aRecordLeavesItsListStanding, whatMayBeWithheldIsNullable } from './demands/nullability.ts';
import { bodiesAreAskedByKey } from './demands/roots.ts';
import { scalarsHoldOneValue } from './demands/scalars.ts';
import { recordsAreNotShared } from './demands/sharing.ts';
import { governedValuesHaveASubject, recordsAreReachedByDecision } from './demands/subjects.ts';
import { aValueIsOneCategory } from './demands/values.ts';
import type { Demand, Fault, SyntaxDemand } from './fault.ts';
import { readTypeMap, type TypeMap } from './type-map.ts';

export type { Fault } from './fault.ts';

/** What a subgraph publishes, and under which name. */
export interface Publication {
  readonly name: string;
  readonly sdl: string;
}

const OF_THE_SYNTAX: readonly SyntaxDemand[] = [linksAreTheContracts, directivesMoveNothing];

const OF_THE_TYPES: readonly Demand[] = [
  everyFieldIsMarked,
  whatMayBeWithheldIsNullable,
  aRecordLeavesItsListStanding,
  keysSayNothing,
  governedFieldsTakeNoArguments,
  theNamedCategoryIsRequired,
  theNamedCategoryIsFollowed,
  aValueIsOneCategory,
  recordsAreReachedByDecision,
  governedValuesHaveASubject,
  interfacesDecideLikeTheirObjects,
  bodiesAreAskedByKey,
  scalarsHoldOneValue,
  recordsAreNotShared,
];

/** Everything that is wrong with one subgraph, taken alone. */
export function lintSubgraph({ name, sdl }: Publication): readonly Fault[] {
  const document = parse(sdl);
  const types = readTypeMap([{ name, document }]);
  return [...OF_THE_SYNTAX.flatMap((demand) => demand(document, name)), ...lintTypes(types, name)];
}

/**
 * Everything that is wrong with the subgraphs that are to be joined: with each, between them, and with the whole. Two
 * subgraphs in order can still join into a graph that is not: a value of the one below a field of the other.
 */
export function lintSupergraph(publications: readonly Publication[]): readonly Fault[] {
  const documents = publications.map(({ name, sdl }) => ({ name, document: parse(sdl) }));
  const faults = [
    ...publications.flatMap(lintSubgraph),
    ...subgraphsAgree(documents.map((each) => readTypeMap([each]))),
    ...lintTypes(readTypeMap(documents), 'the joined graph'),
  ];
  const told = new Set<string>();
  return faults.filter(({ field, fault }) => {
    const known = told.has(`${field} ${fault}`);
    told.add(`${field} ${fault}`);
    return !known;
  });
}

/** Refuses to join subgraphs that are not in order, and says all that is wrong at once, each with its remedy. */
export function assertConform(publications: readonly Publication[]): void {
  const faults = lintSupergraph(publications);
  if (faults.length > 0) throw new ContractRefused(faults);
}

export class ContractRefused extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(['the contract is refused', ...faults.map(sentence)].join('\n'));
    this.name = 'ContractRefused';
    this.faults = faults;
  }
}

function sentence({ subgraph, field, fault, remedy }: Fault): string {
  return `  \`${field}\` (${subgraph}) ${fault}: ${remedy}`;
}

function lintTypes(types: TypeMap, subgraph: string): readonly Fault[] {
  return OF_THE_TYPES.flatMap((demand) => demand(types, subgraph));
}

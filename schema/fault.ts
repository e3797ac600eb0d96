import type { DocumentNode } from 'graphql';
import type { Field, TypeMap } from './type-map.ts';

/** What is wrong with a contract, where, and what puts it right: written for whoever publishes the subgraph. */
export interface Fault {
  readonly subgraph: string;
  /** Coordinate of the field, `Person.housing`; of its argument, `Person.housing(sort:)`; or name of the type. */
  readonly field: string;
  readonly fault: string;
  readonly remedy: string;
}

/** One thing that is demanded of a contract. The same demand is made of each subgraph and of all of them joined. */
export type Demand = (types: TypeMap, subgraph: string) => readonly Fault[];

/** One thing that is demanded of the SDL of a subgraph as it is written, before its types are looked at. */
export type SyntaxDemand = (document: DocumentNode, subgraph: string) => readonly Fault[];

export function faultAt(field: Field, fault: string, remedy: string): Fault {
  return { subgraph: field.subgraph, field: field.coordinate, fault, remedy };
}

/** Makes one demand of every field of every object and interface. */
export function ofEveryField(judge: (field: Field, types: TypeMap) => Iterable<Fault>): Demand {
  return (types) => {
    const faults: Fault[] = [];
    for (const type of types.values()) for (const field of type.fields.values()) faults.push(...judge(field, types));
    return faults;
  };
}

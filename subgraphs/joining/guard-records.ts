import { type GraphQLField, type GraphQLSchema, getArgumentValues, isUnionType } from 'graphql';
import type { Grant, Pass } from '../../schema/pass.ts';
import { keyOf } from './entity-key.ts';
import { dependsOnValues, gives, isOn, type Need, needsOf, type Values } from './needs.ts';
import { PassRefused, type Refusal } from './refusal.ts';
import { isKey, type Placed, type Reader } from './selected.ts';

/** Null where the pass covers the root fields of an operation. */
export type JudgeRoots = (values: Values, pass: Pass) => Refusal | null;
/** What one `_entities` reads of the records of one type. */
interface Asked {
  readonly key: string;
  readonly needs: (values: Values) => readonly Need[];
}

/**
 * Checks the records that an operation asks for: the pass names each one, and every path read of it. `_service` is open,
 * because the contract is public.
 */
export function guardRecords(schema: GraphQLSchema, reader: Reader, roots: readonly Placed[]): JudgeRoots {
  const refused = roots.find(({ node }) => node.name.value !== ENTITIES && node.name.value !== CONTRACT);
  if (refused) throw new PassRefused({ reason: 'TOO_NARROW', at: `Query.${refused.node.name.value}` });

  const judges = roots.filter(({ node }) => node.name.value === ENTITIES).map((root) => judgeOne(schema, reader, root));
  return (values, pass) => {
    const grants = indexGrants(pass.grants);
    for (const judge of judges) {
      const refusal = judge(values, grants);
      if (refusal) return refusal;
    }
    return null;
  };
}

function judgeOne(schema: GraphQLSchema, reader: Reader, root: Placed) {
  const field = schema.getQueryType()!.getFields()[ENTITIES] as GraphQLField<unknown, unknown>;
  const union = schema.getType('_Entity');
  const asked = new Map<string, Asked>();
  for (const type of isUnionType(union) ? union.getTypes() : []) {
    const selected = reader.read(root.node.selectionSet, type, type.name).filter((top) => !isKey(top));
    const always = dependsOnValues(selected) ? null : needsOf(selected, {});
    asked.set(type.name, { key: keyOf(type) ?? '', needs: (values) => always ?? needsOf(selected, values) });
  }

  return (values: Values, grants: GrantsOf): Refusal | null => {
    if (!root.when.every((node) => isOn(node, values))) return null;
    const { representations } = getArgumentValues(field, root.node, values);
    const judges = new Map<string, (id: string) => Refusal | null>();
    for (const representation of representations as readonly unknown[]) {
      const record = readRepresentation(representation, asked);
      if (record === null) return { reason: 'MALFORMED' };
      const { type, id } = record;
      const judge = judges.get(type) ?? judgeRecords(type, asked.get(type)!.needs(values), grants.get(type));
      judges.set(type, judge);
      const refusal = judge(id);
      if (refusal) return refusal;
    }
    return null;
  };
}

/** A representation carries the type and the key and nothing else: another member would be an argument nobody decided. */
function readRepresentation(value: unknown, asked: ReadonlyMap<string, Asked>): { type: string; id: string } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { __typename: type, ...rest } = value as Record<string, unknown>;
  const key = typeof type === 'string' ? asked.get(type)?.key : undefined;
  const id = key === undefined ? undefined : rest[key];
  return typeof type === 'string' && typeof id === 'string' && Object.keys(rest).length === 1 ? { type, id } : null;
}

type GrantsOf = ReadonlyMap<string, ReadonlyMap<string, readonly Grant[]>>;

function indexGrants(grants: readonly Grant[]): GrantsOf {
  const index = new Map<string, Map<string, Grant[]>>();
  for (const grant of grants) {
    const ofType = index.get(grant.type) ?? new Map<string, Grant[]>();
    index.set(grant.type, ofType);
    for (const id of grant.ids) ofType.set(id, [...(ofType.get(id) ?? []), grant]);
  }
  return index;
}

/**
 * Judges the records of one type, of which the same paths are asked. Several grants may name a record: each path must be
 * in one of them. A record that none names is refused even if only its key is asked: that it exists is told too.
 */
function judgeRecords(type: string, needs: readonly Need[], grants: ReadonlyMap<string, readonly Grant[]> | undefined) {
  const missing = new Map<Grant, readonly Need[]>();
  const missingFrom = (grant: Grant): readonly Need[] => {
    const known = missing.get(grant) ?? needs.filter((need) => !gives(grant, need));
    missing.set(grant, known);
    return known;
  };
  return (id: string): Refusal | null => {
    const [first, ...others] = grants?.get(id) ?? [];
    if (first === undefined) return { reason: 'TOO_NARROW', at: type };
    const left = others.reduce(
      (still, grant) => still.filter((need) => missingFrom(grant).includes(need)),
      missingFrom(first),
    );
    return left[0] === undefined ? null : { reason: 'TOO_NARROW', at: left[0].path };
  };
}

const ENTITIES = '_entities';
const CONTRACT = '_service';

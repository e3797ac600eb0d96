import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type Build, type BuildField, emitBuild } from './emit.ts';
import { compileLeaf, INVALID, type Leaf, PLAIN } from './leaves.ts';
import type { Place } from './paths.ts';
import type { Projecting } from './projecting.ts';
import type { Selection } from './select.ts';
import type { Supergraph } from './supergraph.ts';

/**
 * Turns the merged replies into the answer: the keys that the client asked for, in her order, checked against the schema
 * that she sees. A null where there must be none nulls what holds it.
 *
 * Compiled once per operation and setting of its switches, so that nothing of the query is looked at per request.
 * `depth` is the length of the path to the value; the path itself lives in `at`, and is copied only where it is needed.
 */
type Complete = (value: unknown, at: Projecting, depth: number) => unknown;

type ObjectPlan = Build<Projecting>;
type Field = Omit<BuildField<Projecting>, 'key'>;

export function compileProjection(
  schema: GraphQLSchema,
  supergraph: Supergraph,
  root: GraphQLObjectType,
  selection: Selection,
): (at: Projecting) => Record<string, unknown> | null {
  const compiler = new Compiler(schema, supergraph, selection);
  const plan = compiler.object(root.name, [selection.root]);
  return (at) => completeObject(plan, at.data, at, 0);
}

class Compiler {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly supergraph: Supergraph,
    private readonly selection: Selection,
  ) {}

  object(type: string, sets: readonly SelectionSetNode[]): ObjectPlan {
    const fields: BuildField<Projecting>[] = [];
    for (const [key, nodes] of this.selection.collect(type, sets)) {
      const field = this.field(type, nodes);
      if (field !== null) fields.push({ key, ...field });
    }
    return emitBuild(fields);
  }

  private field(type: string, nodes: readonly FieldNode[]): Field | null {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return { complete: () => type, required: true, plain: null };
    // What introspection answered comes from graphql-js itself, and needs no second look.
    if (name.startsWith('__')) return { complete: (value) => value ?? null, required: false, plain: null };
    const owner = this.schema.getType(type);
    const field = isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[name] : undefined;
    if (field === undefined) return null;
    const sets = nodes.flatMap((node) => node.selectionSet ?? []);
    const inner = getNullableType(field.type);
    const plain = isLeafType(inner) ? (PLAIN[inner.name] ?? null) : null;
    return { complete: this.value(field.type, sets), required: isNonNullType(field.type), plain };
  }

  private value(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
    const inner = getNullableType(type);
    if (isListType(inner)) return completeList(this.value(inner.ofType, sets), isNonNullType(inner.ofType));
    if (isLeafType(inner)) return completeLeaf(compileLeaf(inner, this.supergraph.schema.getType(inner.name)));
    if (isAbstractType(inner)) return this.abstract(inner.name, sets);
    const plan = this.object(inner.name, sets);
    return (value, at, depth) => completeObject(plan, value, at, depth);
  }

  /** Plans of the possible types are made when one of their objects is first seen. */
  private abstract(declared: string, sets: readonly SelectionSetNode[]): Complete {
    const plans = new Map<string, ObjectPlan | null>();
    return (value, at, depth) => {
      if (value === null || value === undefined) return null;
      // A service that knows only the interface names no type of its own: its fields alone can have been asked for.
      const said = (value as Place).__typename;
      const type = typeof said === 'string' ? said : declared;
      let plan = plans.get(type);
      if (plan === undefined) {
        plan = this.isPossible(type, declared) ? this.object(type, sets) : null;
        if (plan !== null || this.supergraph.schema.getType(type) !== undefined) plans.set(type, plan);
      }
      if (plan !== null) return completeObject(plan, value, at, depth);
      // A type that callers do not see is as if it were not there; one that nobody has heard of is a fault.
      return plans.has(type) ? null : at.misshapen(depth);
    };
  }

  private isPossible(type: string, declared: string): boolean {
    return this.schema.getType(type) !== undefined && this.supergraph.satisfies(type, declared);
  }
}

function completeObject(
  plan: ObjectPlan,
  value: unknown,
  at: Projecting,
  depth: number,
): Record<string, unknown> | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return at.misshapen(depth);
  const notes = at.noteCount();
  if (at.enter(value, depth)) return null;
  const result = plan(value as Place, at, depth);
  if (typeof result !== 'string') return result;
  at.path[depth] = result;
  at.missing(depth + 1, value);
  at.dropNotes(notes);
  return null;
}

function completeList(complete: Complete, required: boolean): Complete {
  return (value, at, depth) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return at.misshapen(depth);
    const notes = at.noteCount();
    const result = new Array<unknown>(value.length);
    for (let i = 0; i < value.length; i += 1) {
      at.path[depth] = i;
      const completed = complete(value[i], at, depth + 1);
      if (completed === null && required) {
        at.path[depth] = i;
        at.missing(depth + 1, value);
        at.dropNotes(notes);
        return null;
      }
      result[i] = completed;
    }
    return result;
  };
}

function completeLeaf(leaf: Leaf): Complete {
  return (value, at, depth) => {
    if (value === null || value === undefined) return null;
    const read = leaf(value);
    return read === INVALID ? at.misshapen(depth) : read;
  };
}

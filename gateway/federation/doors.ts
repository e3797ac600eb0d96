import type { ArgumentNode, DocumentNode, GraphQLError, GraphQLFormattedError, OperationTypeNode } from 'graphql';

/**
 * The doors of the federation room: what it is given, and what it gives back.
 *
 * The executor knows how to split, route, fetch and merge. It does not know why something may not be fetched: it asks
 * `Cross`, and does as it is told. `openCross` lets everything through and serves any supergraph.
 */

export type Vars = Readonly<Record<string, unknown>>;
export type Headers = Readonly<Record<string, string>>;
/** A representation as federation sends it: `__typename` and the key, and whatever `@requires` asks for. */
export type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };
export type ResponseKey = string;

/** `@skip` and `@include` alike: the selection is on when the variable (or literal) has this value. */
export interface When {
  readonly variable: string | boolean;
  readonly is: boolean;
}

/** Whether all the conditions hold. */
export function isOn(when: readonly When[], variables: Vars): boolean {
  for (const { variable, is } of when) {
    if ((typeof variable === 'boolean' ? variable : variables[variable]) !== is) return false;
  }
  return true;
}

/** A selection of the plan with its fragments inlined and its fields in the order of the answer. */
export interface Tree {
  readonly items: readonly Item[];
}
export type Item = FieldItem | TypeItem;
export interface FieldItem {
  readonly kind: 'field';
  readonly name: string;
  /** Response key: the alias, or the name. */
  readonly as: ResponseKey;
  /** Key used in the request instead, where the planner had to keep two types apart that answer under one key. */
  readonly sent?: ResponseKey;
  /** Name of the type that the field is selected on. */
  readonly on: string;
  /** Named type of the value; the executor finds list and null wrappers in the schema. */
  readonly gives: string;
  readonly args: readonly ArgumentNode[];
  readonly when: readonly When[];
  readonly tree: Tree | null;
  /** Number of the decision that the item waits for. Unnumbered objects follow their children, unnumbered leaves are always asked. */
  readonly leaf?: number;
}
/** `... on T`, kept only where it narrows. */
export interface TypeItem {
  readonly kind: 'on';
  readonly type: string;
  readonly when: readonly When[];
  readonly tree: Tree;
}

/**
 * What may be asked of one entity (or root), prepared once per plan node.
 *
 * A mask is a string of `0` and `1`, one character per numbered leaf. A cut is an entity nested inside this fetch that
 * has been reduced to its key here and is fetched by a step of its own, to be decided on its own.
 */
export interface Shape {
  readonly tree: Tree;
  readonly leaves: number;
  readonly cuts: readonly Cut[];
}
export interface Cut {
  /** Response keys from the entity (or root) down to the nested entity; lists are walked through. */
  readonly path: readonly ResponseKey[];
  readonly when: readonly When[];
  /** Possible type of the nested entity: one cut per (type, path). */
  readonly type: string;
  readonly service: string;
  readonly keys: readonly string[];
  readonly shape: Shape;
}

/** What was decided of one record. One object is shared by all the records that decide alike. */
export interface Verdict {
  /** Which instance of the service holds the record; null: nobody is asked. */
  readonly instance: string | null;
  /** What may be asked of it; null: nothing. */
  readonly mask: string | null;
  /** The record is not to be known of: its place in the answer is null, whatever else was said. */
  readonly hidden: boolean;
  /** Remarks that belong to places below the record; the executor only carries them to their full paths. */
  readonly notes: readonly { readonly at: readonly ResponseKey[]; readonly note: object }[];
}

/** One record that a step of the plan would fetch. */
export interface Wanted {
  readonly shape: Shape;
  readonly service: string;
  readonly representation: Representation;
  /** The instance whose answer gave the key; absent where it came from this process. */
  readonly from?: string;
}

/**
 * What the executor asks before it lets anything cross. `Op` is whatever the caller of the executor keeps per
 * operation; the executor hands it back untouched.
 */
export interface Cross<Op> {
  /** Refusals that can be read from the operation alone; an empty list lets it in. */
  admit(document: DocumentNode, operationName: string | undefined): readonly GraphQLError[];
  /**
   * Prepares one fetch of the plan, once per plan: numbers the leaves, cuts nested entities.
   * `root` says that the tree starts at a root type; null means the tree starts at an entity.
   */
  shape(fetch: {
    readonly service: string;
    readonly tree: Tree;
    readonly root: OperationTypeNode | null;
    /** Key fields of the representation when `root` is null. */
    readonly keys: readonly string[];
  }): Shape;
  /** Same order as `wave`. A throw stops the operation. */
  decide(op: Op, wave: readonly Wanted[]): Promise<readonly Verdict[]>;
  /** Where a root field of a service that is not in process goes. All are asked before the first one runs. A throw stops the operation. */
  route(
    op: Op,
    service: string,
    field: FieldItem,
    vars: Vars,
    kind: OperationTypeNode,
  ): Promise<{ readonly instance: string; readonly headers: Headers }>;
  /** What accompanies a request to an instance: the pass. `asked` are the records and masks of that one request. */
  headers(
    op: Op,
    instance: string,
    asked: readonly { readonly wanted: Wanted; readonly verdict: Verdict }[],
  ): Headers | Promise<Headers>;
}

/** One request to one instance of one subgraph. */
export interface Request<Op> {
  readonly op: Op;
  readonly service: string;
  readonly instance: string;
  readonly kind: OperationTypeNode;
  readonly query: string;
  readonly variables: Vars;
  readonly headers: Headers;
  readonly signal: AbortSignal;
}
export interface Reply {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}
/** Rejects with a `GraphQLError` whose `extensions.code` says what went wrong; no text of a body is in it. */
export type Send<Op> = (request: Request<Op>) => Promise<Reply>;

export interface Question<Op> {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables: Vars;
  readonly op: Op;
  readonly signal?: AbortSignal | undefined;
}
export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
  /** The notes of the verdicts, each at every full path where its record stands in the answer. */
  readonly notes: readonly { readonly path: readonly (string | number)[]; readonly note: object }[];
}
export type Executor<Op> = (question: Question<Op>) => Promise<Answer>;

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  buildSchema,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { readContract } from '../../schema/files.ts';
import { PASS_HEADER } from '../../schema/pass.ts';

/** A body that answers any question of the contract with values made up from the schema, and that costs next to nothing. */
export interface FilledBody {
  readonly url: string;
  /** The passes of the requests since the last call. */
  takePasses(): readonly string[];
  close(): Promise<void>;
}

interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, readonly unknown[]>>;
}

/** Answers are kept by text, so that what is measured is the hub. No guard: with passes and without, it answers the same. */
export async function openFilledBody(): Promise<FilledBody> {
  const schema = buildSchema(readContract('subgraphs/body.graphql'), { assumeValidSDL: true });
  const known = new Map<string, string>();
  let passes: string[] = [];

  function answerTo(body: string): string {
    let answer = known.get(body);
    if (answer === undefined) {
      answer = JSON.stringify({ data: fillEntities(schema, JSON.parse(body) as Question) });
      known.set(body, answer);
    }
    return answer;
  }

  const server = createServer({ maxHeaderSize: 65_536, keepAliveTimeout: 65_000 }, (request, response) => {
    const pass = request.headers[PASS_HEADER];
    if (typeof pass === 'string') passes.push(pass);
    void respond(request, response, answerTo);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takePasses() {
      const taken = passes;
      passes = [];
      return taken;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answerTo: (body: string) => string,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  response.setHeader('content-type', 'application/json').end(answerTo(Buffer.concat(chunks).toString('utf8')));
}

/** One record per representation, under each alias of `_entities`. */
function fillEntities(schema: GraphQLSchema, { query, variables }: Question): Record<string, unknown> {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a body is asked one operation');
  return Object.fromEntries(
    operation.selectionSet.selections.map((group) => {
      if (group.kind !== Kind.FIELD || !group.selectionSet) throw new Error('a body is asked for entities');
      const given = group.arguments?.[0]?.value;
      const records = given?.kind === Kind.VARIABLE ? (variables[given.name.value] ?? []) : [];
      const { selectionSet } = group;
      return [(group.alias ?? group.name).value, records.map(() => fillObject(schema, 'Query', selectionSet))];
    }),
  );
}

function fillObject(schema: GraphQLSchema, type: string, set: SelectionSetNode): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      Object.assign(filled, fillObject(schema, selection.typeCondition?.name.value ?? type, selection.selectionSet));
    } else if (selection.kind === Kind.FIELD) {
      filled[(selection.alias ?? selection.name).value] = fillField(schema, type, selection);
    }
  }
  return filled;
}

function fillField(schema: GraphQLSchema, on: string, field: FieldNode): unknown {
  if (field.name.value === '__typename') return on;
  const parent = schema.getType(on);
  const type = isObjectType(parent) ? parent.getFields()[field.name.value]?.type : undefined;
  if (!type) throw new Error(`the contract has no \`${on}.${field.name.value}\``);
  return fillValue(schema, type, field);
}

function fillValue(schema: GraphQLSchema, type: GraphQLOutputType, field: FieldNode): unknown {
  if (isNonNullType(type)) return fillValue(schema, type.ofType, field);
  if (isListType(type)) return [fillValue(schema, type.ofType, field), fillValue(schema, type.ofType, field)];
  const named = getNamedType(type);
  if (field.selectionSet) return fillObject(schema, named.name, field.selectionSet);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  return SCALARS[named.name] ?? `une valeur de ${field.name.value}`;
}

const SCALARS: Readonly<Record<string, unknown>> = { Int: 7, Float: 7.5, Boolean: true, Date: '1984-02-29' };

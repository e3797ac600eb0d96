import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** What a body tells of a fault: its operators read it, so it holds no message, no key and no value. */
export interface Fault {
  readonly subgraph: string;
  readonly name: string;
  /** The code that a database or a system gives, such as `P2024` or `ECONNREFUSED`. */
  readonly code: string | null;
  /** The field, without the positions in lists: `_entities.housing`. */
  readonly at: string;
}

/** What a resolver may say on purpose. Anything else it throws is a fault of ours, and told to nobody outside. */
const SAID_ON_PURPOSE: Readonly<Record<string, string>> = {
  BAD_REQUEST: 'the request is not in order',
  CONFLICT: 'the record has changed meanwhile',
};

/** An error as it leaves the body: where, and a code. The text of a database would tell what a record holds. */
export function maskError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  const message = typeof code === 'string' && Object.hasOwn(SAID_ON_PURPOSE, code) ? SAID_ON_PURPOSE[code] : undefined;
  return {
    message: message ?? 'the body could not answer',
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: message === undefined ? 'INTERNAL' : code },
  };
}

export function faultOf(subgraph: string, error: unknown): Fault | null {
  const path = error instanceof GraphQLError ? (error.path ?? []) : [];
  const origin = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (!(origin instanceof Error)) return { subgraph, name: 'not an error', code: null, at: '' };
  if (origin instanceof GraphQLError && Object.hasOwn(SAID_ON_PURPOSE, String(origin.extensions.code))) return null;
  const code = 'code' in origin && typeof origin.code === 'string' ? origin.code : null;
  return { subgraph, name: origin.name, code, at: path.filter((step) => typeof step === 'string').join('.') };
}

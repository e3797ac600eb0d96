import { GraphQLError } from 'graphql';

export type ResponsePath = readonly (string | number)[];

/** What an instance did not do: answer, or answer as it was asked. Its own words are never part of it. */
export function unreachable(instance: string, path?: ResponsePath): GraphQLError {
  return fault('BODY_UNREACHABLE', `\`${instance}\` does not answer`, path);
}

export function misbehaved(what: string, path?: ResponsePath): GraphQLError {
  return fault('BODY_MISBEHAVED', what, path);
}

export function fault(code: string, message: string, path?: ResponsePath): GraphQLError {
  return new GraphQLError(message, { path: path === undefined ? null : [...path], extensions: { code } });
}

/** The same fault, said at another place of the answer. */
export function relocate(error: unknown, instance: string, path: ResponsePath): GraphQLError {
  if (!(error instanceof GraphQLError)) return unreachable(instance, path);
  return new GraphQLError(error.message, { path: [...path], extensions: error.extensions });
}

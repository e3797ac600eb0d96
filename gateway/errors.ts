import { GraphQLError } from 'graphql';

/** What can go wrong with a request, as callers see it: a closed set, so that a `switch` over it is complete. */
export const CODES = [
  'UNAUTHENTICATED',
  'PURPOSE_MISSING',
  'PURPOSE_NOT_ALLOWED',
  'MISSION_UNKNOWN',
  'BAD_REQUEST',
  'LIMIT_EXCEEDED',
  'NOT_DISCLOSED',
  'BODY_UNREACHABLE',
  'BODY_MISBEHAVED',
  'JOURNAL_UNAVAILABLE',
  'ALIAS_RESERVED',
  'RETRY',
  'RELEASE_CHANGED',
  'CONFLICT',
  'INSTANCE_NOT_NOMINATIVE',
  'DIMENSION_NOT_ALLOWED',
  'INTERNAL',
] as const;
export type Code = (typeof CODES)[number];

/**
 * A refusal that a caller may see. Its message is in the words of the glossary, and never holds a token, an identifier
 * of a person or the content of a record; what went wrong underneath is the `cause`, which is not sent.
 */
export class HubError extends GraphQLError {
  readonly code: Code;

  /** `reason` is a word of a closed list of its own, which says more precisely what the code says. */
  constructor(
    code: Code,
    message: string,
    options: { cause?: unknown; path?: readonly (string | number)[]; reason?: string } = {},
  ) {
    super(message, {
      extensions: { code, ...(options.reason === undefined ? {} : { reason: options.reason }) },
      path: options.path,
      originalError: options.cause instanceof Error ? options.cause : undefined,
    });
    this.name = 'HubError';
    this.code = code;
  }
}

import type { Category, Purpose } from './vocabulary.ts';

/**
 * A field named by the way that leads to it from its entity, response aliases left out: `Person.housing.tenure`.
 * A field below a value object can hang in several places, so its own coordinate would not be enough.
 */
export type SchemaPath = string;

/** What a pass lets its recipient receive of some records of one type. */
export interface Grant {
  readonly type: string;
  /** Keys of the records, as they stand in the representations. */
  readonly ids: readonly string[];
  readonly fields: readonly SchemaPath[];
  /** For a field whose category is named by an argument: the categories that may be named. */
  readonly by?: Readonly<Record<SchemaPath, readonly Category[]>>;
}

/**
 * What the hub signs for an owner: who may receive which fields of which records.
 *
 * A compact JWS (EdDSA). It is good for one owner, one request and a short time; the owner refuses whatever it does
 * not cover.
 */
export interface Pass {
  readonly iss: 'hub';
  /** Code of the owner that may honour it. */
  readonly aud: string;
  readonly jti: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
  /** Code of the body that will receive. */
  readonly recipient: string;
  /** Identifier of the agent, as the body of the agent names it. */
  readonly agent: string;
  readonly purpose: Purpose;
  readonly grants: readonly Grant[];
  /** For a mutation: the one root field that may be run, as `Mutation.contribute`. */
  readonly write?: SchemaPath;
}

/** The header in which the hub sends a pass to an owner. */
export const PASS_HEADER = 'x-passerelle-pass';

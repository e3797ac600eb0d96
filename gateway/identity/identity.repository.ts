import type { Pool } from 'pg';
import { COMMUNITIES, PROFESSIONS, PURPOSES, SECRECY_STATUSES } from '../../schema/vocabulary.ts';
import type { Caller } from '../policy/caller.ts';

/** A token issuer and the one body for whose agents the registry lets it speak; of kind NONE, for persons themselves. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly body: string;
  readonly bodyKind: string;
  readonly jwksUri: string;
}

/** What an agent may do for a body, in the closed words of the contract. */
export interface Habilitation
  extends Pick<Caller, 'bodyKind' | 'profession' | 'secrecy' | 'communities' | 'habilitation' | 'service'> {
  readonly purposes: readonly Caller['purpose'][];
}

export interface IdentityRepository {
  /** Null for an issuer that the registry does not trust. */
  issuer(name: string): Promise<TrustedIssuer | null>;
  /** Those in force on a civil date, the oldest first. The last day is excluded. */
  habilitations(body: string, agent: string, on: string): Promise<readonly Habilitation[]>;
}

const ISSUER = {
  name: 'identity-issuer',
  text: `SELECT i.issuer, i.body_code AS body, b.kind AS "bodyKind", i.jwks_uri AS "jwksUri"
           FROM issuer i JOIN body b ON b.code = i.body_code WHERE i.issuer = $1`,
};

const HABILITATIONS = {
  name: 'identity-habilitations',
  text: `SELECT h.id AS habilitation, b.kind AS "bodyKind", h.service_code AS service, h.profession, h.secrecy,
                h.communities, h.purposes
           FROM habilitation h JOIN body b ON b.code = h.body_code
          WHERE h.body_code = $1 AND h.agent = $2
            AND h.valid_from <= $3::date AND (h.valid_to IS NULL OR $3::date < h.valid_to)
          ORDER BY h.valid_from, h.id`,
};

type Row = Record<'habilitation' | 'bodyKind' | 'profession' | 'secrecy', string> &
  Record<'communities' | 'purposes', string[]> & { service: string | null };

export function createIdentityRepository(pool: Pick<Pool, 'query'>): IdentityRepository {
  return {
    async issuer(name) {
      const { rows } = await pool.query<TrustedIssuer>({ ...ISSUER, values: [name] });
      return rows[0] ?? null;
    },
    async habilitations(body, agent, on) {
      const { rows } = await pool.query<Row>({ ...HABILITATIONS, values: [body, agent, on] });
      return rows.map((row) => ({
        habilitation: row.habilitation,
        bodyKind: row.bodyKind,
        service: row.service,
        profession: oneOf(PROFESSIONS, row.profession),
        secrecy: oneOf(SECRECY_STATUSES, row.secrecy),
        communities: row.communities.map((word) => oneOf(COMMUNITIES, word)),
        purposes: row.purposes.map((word) => oneOf(PURPOSES, word)),
      }));
    },
  };
}

/** A word that the contract does not know would be judged by no rule: better no answer than a wrong one. */
function oneOf<Word extends string>(words: readonly Word[], found: string): Word {
  const word = words.find((each) => each === found);
  if (word === undefined) throw new Error(`a habilitation holds a word that the contract does not know: \`${found}\``);
  return word;
}

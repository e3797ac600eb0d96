import { compactVerify, errors, importJWK, type JWK } from 'jose';
import { refusal } from './consent-refusals.ts';

/** A public key of a body, as the registry has it. */
export interface BodyKey {
  readonly kid: string;
  readonly jwk: unknown;
}

/** What is signed is a decision fact and nothing else: a signature made for another use is none here. */
const TYP = 'passerelle-fact+jws';

/** The payload of a statement that one of these keys has signed. The key is chosen by its name, never tried out. */
export async function verifyStatement(statement: string, keys: readonly BodyKey[]): Promise<Uint8Array> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      statement,
      async ({ kid }) => {
        const key = keys.find((each) => each.kid === kid);
        if (key === undefined) throw refusal('BAD_SIGNATURE');
        return importJWK(key.jwk as JWK, 'EdDSA');
      },
      { algorithms: ['EdDSA'] },
    );
    if (protectedHeader.typ !== TYP) throw refusal('BAD_SIGNATURE');
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refusal('BAD_SIGNATURE');
    throw error;
  }
}

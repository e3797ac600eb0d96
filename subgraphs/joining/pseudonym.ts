import { createHmac } from 'node:crypto';

/** What the civil registry says of a person, as a body has written it down. */
export interface CivilTraits {
  readonly birthName: string;
  readonly firstNames: readonly string[];
  /** `YYYY-MM-DD`; `YYYY-00-00` where only the year is known. */
  readonly birthDate: string | null;
  readonly sex: string;
  /** Code officiel géographique of the place of birth. */
  readonly birthPlaceCog: string | null;
}

/** The traits as every body writes them alike: capitals, no accents, no punctuation, the first of the first names. */
export function normaliseTraits(traits: CivilTraits): readonly string[] {
  const { birthName, firstNames, birthDate, sex, birthPlaceCog } = traits;
  return [lettersOf(birthName), lettersOf(firstNames[0] ?? ''), birthDate ?? '', sex, birthPlaceCog ?? ''];
}

/**
 * The pseudonym under which the hub knows a person: the same from whichever body it comes, and telling nothing without
 * the linkage key, which the bodies hold and the hub does not.
 *
 * Null where the traits could be those of several people (no exact date of birth, no name, no place): one pseudonym for
 * two people would let the accord of one open the file of the other. Such a file gets `pseudonymOfFile`.
 *
 * This is the one place where identities meet; an oblivious protocol will take it over, and its callers will not notice.
 */
export function pseudonym(traits: CivilTraits, linkageKey: string): string | null {
  const normalised = normaliseTraits(traits);
  const [, , birthDate] = normalised;
  if (normalised.includes('') || !EXACT_DAY.test(birthDate ?? '')) return null;
  return keyedHash('traits', normalised, linkageKey);
}

/** A pseudonym for one file alone, `CODE:local`: it links with no file of another body. */
export function pseudonymOfFile(file: string, linkageKey: string): string {
  return keyedHash('file', [file], linkageKey);
}

/** Tagged, so that no name can be made to hash like a file; a JSON list, so that no two traits run into each other. */
function keyedHash(tag: 'traits' | 'file', parts: readonly string[], linkageKey: string): string {
  if (Buffer.byteLength(linkageKey) < LEAST_KEY_BYTES) throw new Error('the linkage key is shorter than 32 bytes');
  return createHmac('sha256', linkageKey)
    .update(JSON.stringify([`passerelle/${tag}/1`, ...parts]))
    .digest('base64url');
}

function lettersOf(name: string): string {
  return name
    .replace(/[œŒ]/g, 'OE')
    .replace(/[æÆ]/g, 'AE')
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const EXACT_DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** A shorter key could be found by trying. */
export const LEAST_KEY_BYTES = 32;

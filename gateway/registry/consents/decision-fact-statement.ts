import { DECISION_WORDS, type DecisionWord, GRANTERS } from '../../../schema/vocabulary.ts';
import { isCivilDate } from '../../policy/civil-date.ts';
import { refusal } from './consent-refusals.ts';

/** What a body says of one of its persons, as its signature covers it. */
export interface FactStatement {
  /** The body that says it. */
  readonly iss: string;
  /** Pseudonym of the person. */
  readonly sub: string;
  /** Names the statement within its body: said twice, it is one. */
  readonly jti: string;
  readonly signedAt: Date;
  readonly word: DecisionWord;
  readonly value: string;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/** Who speaks for a child: the child herself and the judge are none of her holders. */
const HOLDERS: readonly string[] = GRANTERS.filter((granter) => granter !== 'SELF' && granter !== 'JUDGE');
const isYesOrNo = (value: string): boolean => value === 'yes' || value === 'no';

const IS_VALUE: Readonly<Record<DecisionWord, (value: string) => boolean>> = {
  MINOR_UNTIL: isCivilDate,
  DECEASED_ON: isCivilDate,
  EMANCIPATED: isYesOrNo,
  ENTRUSTED_TO_ASE: isYesOrNo,
  PROTECTED_ADDRESS: isYesOrNo,
  REPRESENTED_UNDER_PROTECTION: isYesOrNo,
  RSA_INSTRUCTION_OPEN: isYesOrNo,
  FOLLOWED: isYesOrNo,
  EXCLUDES_CCAS: isYesOrNo,
  RESIDES_IN: (value) => /^(\d{2}|2[AB])\d{3}$/.test(value),
  PROTECTION: (value) => ['NONE', 'ASSISTED', 'PERSON', 'PROPERTY'].includes(value),
  NAMED_LIKE_AGENTS(value) {
    const agents = value.split('|');
    return new Set(agents).size === agents.length && agents.every((agent) => AGENT.test(agent));
  },
  PARENTAL_HOLDERS(value) {
    const holders = value.split('|');
    return new Set(holders).size === holders.length && holders.every((holder) => HOLDERS.includes(holder));
  },
};

/** How far the clocks of a body and the hub may stand apart, and how old a statement may be when it arrives. */
const AHEAD_MS = 60_000;
const OLDEST_MS = 24 * 3_600_000;

/** Reads the payload of a statement whose signature has been verified; refuses what is not in the agreed words. */
export function readStatement(payload: Uint8Array, now: Date): FactStatement {
  const said = parse(payload);
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : '');
  const word = DECISION_WORDS.find((each) => each === said.word);
  const validFrom = instantOf(said.from);
  const validTo = said.to === null ? null : instantOf(said.to);
  const signedAt = typeof said.iat === 'number' ? new Date(said.iat * 1000) : null;
  if (word === undefined || !IS_VALUE[word](text('value')) || validFrom === null || signedAt === null)
    throw unreadable();
  if ((validTo === null && said.to !== null) || (validTo !== null && validTo <= validFrom)) throw unreadable();
  if (!JTI.test(text('jti')) || !PSEUDONYM.test(text('sub')) || text('iss') === '') throw unreadable();
  const age = now.getTime() - signedAt.getTime();
  if (!(age >= -AHEAD_MS && age <= OLDEST_MS)) throw unreadable();
  return {
    iss: text('iss'),
    sub: text('sub'),
    jti: text('jti'),
    signedAt,
    word,
    value: text('value'),
    validFrom,
    validTo,
  };
}

function parse(payload: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (typeof said === 'object' && said !== null && !Array.isArray(said)) return said as Record<string, unknown>;
  } catch {
    // Falls through: what cannot be read is refused like what is in no agreed words.
  }
  throw unreadable();
}

function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function unreadable() {
  return refusal('BAD_STATEMENT');
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;
/** An agent as her body names her, never by her name; `NONE` is written like one. */
const AGENT = /^[A-Z0-9][\w.-]{0,31}$/;
const JTI = /^[\w-]{16,64}$/;
const PSEUDONYM = /^[\w-]{43}$/;

import type { Purpose } from '../../schema/vocabulary.ts';
import type { Recipient } from './facts.ts';
import type { Necessary } from './necessary.ts';

/** An agent of one body, the partner system that asks for her, and the purpose declared for this one operation. */
export interface Caller extends Recipient {
  /** As the body names its agent. */
  readonly agent: string;
  readonly habilitation: string;
  readonly service: string | null;
  readonly purpose: Purpose;
  /** The referral or case that the caller says she works on: nothing else links her. */
  readonly mission: string | null;
  /** What she calls strictly necessary, and why; null where nothing was said. */
  readonly necessary: Necessary | null;
  /** Pseudonyms of the person concerned who asks, or of whom she represents; empty for every other profession. */
  readonly self: readonly string[];
  /** She asks for somebody else. */
  readonly represents: boolean;
  /** The software of the partner, from the token. */
  readonly partnerSystem: string | null;
}

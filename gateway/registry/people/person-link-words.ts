import { registerWords } from '../../../subgraphs/joining/words.ts';

export const PersonLinkStatusWord = registerWords(
  'PersonLinkStatus',
  ['CANDIDATE', 'CONFIRMED', 'REJECTED', 'BROKEN'] as const,
  'CANDIDATE: found, and seen by nobody yet. CONFIRMED: in force. REJECTED: a candidate that was none. BROKEN: it was in force, and wrong.',
);

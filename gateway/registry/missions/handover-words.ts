import { registerWords } from '../../../subgraphs/joining/words.ts';
import { HANDOVER_CAUSES } from '../../policy/handovers.ts';

/** The closed sets of hand-over proposals. */

export const HandoverCauseWord = registerWords(
  'HandoverCause',
  HANDOVER_CAUSES,
  'Why another body is competent by now: the conditions under which the present one follows are not met any more, those of the other are, or the person has moved. Which condition it is stays with the body that knows.',
);
export const HandoverStateWord = registerWords(
  'HandoverState',
  ['PROPOSED', 'ACCEPTED', 'DECLINED', 'LAPSED'] as const,
  'How a proposal stands; LAPSED: nobody has answered in time. Nothing is handed over by any of them.',
);
export const HandoverAnswerWord = registerWords(
  'HandoverAnswer',
  ['ACCEPTED', 'DECLINED'] as const,
  'What the present referent says: she will write a hand-over, or go on as it is.',
);

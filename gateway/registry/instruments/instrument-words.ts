import { registerWords } from '../../../subgraphs/joining/words.ts';
import { CHANGE_KINDS } from '../../policy/amendments.ts';

/** The closed sets of what parties do with an instrument. */

export const NoticeFormWord = registerWords(
  'NoticeForm',
  ['WRITTEN', 'REGISTERED_LETTER'] as const,
  'How a denunciation is to be made: in writing, or by registered letter (LRAR).',
);
export const InstrumentChangeKindWord = registerWords(
  'InstrumentChangeKind',
  CHANGE_KINDS,
  'What an avenant does: it adds or takes away a purpose or a commune, sets the term, adds a prohibition between the parties, or opens or closes the statutory route of CASF L121-6-2.',
);
export const AlertWhatWord = registerWords(
  'ProtocolAlertWhat',
  ['ENDS', 'RENEWS'] as const,
  'What happens at the end of the countdown if nobody does anything.',
);

import { registerWords } from '../../../subgraphs/joining/words.ts';
import { EXCLUDING_RIGHTS, MISSING, TOPICS } from '../../policy/allocation.ts';
import { RIGHT_STATUSES } from '../../policy/situation.ts';

/** The closed sets of who is competent for what. */

export const TopicWord = registerWords(
  'CompetenceTopic',
  TOPICS,
  'What a person comes for: social support, a first reception, the housing fund (FSL), the fund for the young (FAJ), PMI, child protection, an information préoccupante.',
);
export const ExcludingRightWord = registerWords(
  'ExcludingRight',
  EXCLUDING_RIGHTS,
  'A right that can exclude a body from following somebody.',
);
export const RightStatusWord = registerWords(
  'DeclaredRightStatus',
  RIGHT_STATUSES,
  'How a right stands. Only an OPEN one counts: one that is asked for does not.',
);
export const MissingWord = registerWords(
  'CompetenceMissing',
  MISSING,
  'What is to be asked before the competent body can be told: birth dates of the adults or of the dependent children, rights, who follows them already.',
);

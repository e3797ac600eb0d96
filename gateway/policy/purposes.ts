import type { Purpose } from '../../schema/vocabulary.ts';

export interface PurposeNeeds {
  /** An instrument in force between the two bodies. */
  readonly instrument: boolean;
  /** A mission in force between the caller and the subject. */
  readonly link: boolean;
}

/** What the two first gates ask of each purpose. Held against `purposes.csv` by a test. */
export const PURPOSE_NEEDS: Readonly<Record<Purpose, PurposeNeeds>> = {
  DIRECTORY: { instrument: false, link: false },
  ROUTING: { instrument: true, link: false },
  REFERRAL: { instrument: true, link: true },
  HANDOVER: { instrument: true, link: true },
  CASE: { instrument: true, link: true },
  CARE: { instrument: true, link: true },
  CHILD_PROTECTION: { instrument: true, link: true },
  IP_TRANSMIT: { instrument: false, link: false },
  COORD_NOTICE: { instrument: false, link: false },
  BENEFIT_INSTRUCTION: { instrument: true, link: true },
  HOUSING_FSL: { instrument: true, link: true },
  EMPLOYMENT: { instrument: true, link: true },
  CHILDCARE_AVIP: { instrument: true, link: true },
  EDUCATION_PRE: { instrument: true, link: true },
  SECURITY: { instrument: true, link: false },
  STATISTICS: { instrument: true, link: false },
  STEERING: { instrument: true, link: false },
  AUDIT: { instrument: false, link: false },
  SUBJECT_RIGHTS: { instrument: false, link: false },
  EMERGENCY: { instrument: false, link: false },
};

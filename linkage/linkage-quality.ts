/** What linking by civil traits is worth, to be printed beside every figure that depends on it. Written by its test. */
export const LINKAGE_QUALITY = {
  /** All keys of the cascade: what counts of distinct persons rest on. */
  cascade: { precision: 0.9996, recall: 0.9728 },
  /** The first key alone: what is linked without anybody looking. */
  exact: { precision: 0.9997, recall: 0.6276 },
  measuredOn: 'jeu synthétique français : 20 000 et 8 000 fiches, 5 000 personnes communes',
} as const;

/** Why what is written of an instrument is refused: a word each, beside the code, and its sentence. */
export const INSTRUMENT_REFUSALS = {
  NOT_ADMINISTRATOR: {
    fr: 'seule une direction ou le délégué à la protection des données écrit sur les instruments',
    en: 'only a director or the data-protection officer writes of instruments',
  },
  NOT_A_PARTY: {
    fr: 'seule une partie à l’instrument peut le faire',
    en: 'only a party to the instrument may do so',
  },
  IDENTIFIER: { fr: 'l’identifiant n’est pas recevable', en: 'the identifier is not in order' },
  TITLE: { fr: 'le titre n’est pas recevable', en: 'the title is not in order' },
  PARTIES: { fr: 'les parties ne sont pas recevables', en: 'the parties are not in order' },
  PURPOSES: { fr: 'les finalités ne sont pas recevables', en: 'the purposes are not in order' },
  COMMUNES: { fr: 'les communes ne sont pas recevables', en: 'the communes are not in order' },
  TERM: { fr: 'la durée n’est pas recevable', en: 'the term is not in order' },
  NOTICE_PERIOD: { fr: 'le préavis n’est pas recevable', en: 'the notice is not in order' },
  FORM: { fr: 'la forme n’est pas celle que l’instrument demande', en: 'the form is not what the instrument asks for' },
  PROFESSION: { fr: 'la profession n’est pas connue', en: 'the profession is not known' },
  DATE: { fr: 'la date n’est pas recevable', en: 'the date is not in order' },
  CHANGE: { fr: 'la modification n’est pas recevable', en: 'the change is not in order' },
  NUMBER: { fr: 'le numéro d’avenant n’est pas le suivant', en: 'the number of the avenant is not the next one' },
} as const;

export type InstrumentRefusal = keyof typeof INSTRUMENT_REFUSALS;

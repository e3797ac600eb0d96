/** What the civil registry says of a person, as a body has written it down. */
export interface CivilTraits {
  readonly birthName: string;
  readonly firstNames: readonly string[];
  /** `YYYY-MM-DD`; `YYYY-00-00` where only the year is known. */
  readonly birthDate: string | null;
  readonly sex: string;
  /** Code officiel géographique of the place of birth; `NN000` names a Département and no commune. */
  readonly birthPlaceCog: string | null;
}

/** Traits as every body writes them alike. An empty string is a trait that is not known, or not well enough. */
export interface NormalTraits {
  /** The birth name in capitals: no accents, hyphens, apostrophes or spaces, so that `d'Aubry` is `D AUBRY`. */
  readonly name: string;
  /** First names, written like the name; the first is the one in use, whatever stands after a space is another. */
  readonly firstNames: readonly string[];
  readonly year: string;
  /** Month and day; empty on 1 January and where a part is missing: offices write 1 January for “not known”. */
  readonly month: string;
  readonly day: string;
  /** A commune or a country; empty where only a Département is named. */
  readonly place: string;
  readonly sex: string;
}

export function normaliseTraits(traits: CivilTraits): NormalTraits {
  const { birthName, firstNames, birthDate, birthPlaceCog, sex } = traits;
  const [, year = '', month = '', day = ''] = DATE.exec(birthDate ?? '') ?? [];
  const isExact = EXACT_MONTH.test(month) && EXACT_DAY.test(day) && !(month === '01' && day === '01');
  return {
    name: lettersOf(birthName),
    firstNames: firstNames
      .flatMap((given) => given.split(/[\s,]+/))
      .map(lettersOf)
      .filter((given) => given !== ''),
    year: /^0+$/.test(year) ? '' : year,
    month: isExact ? month : '',
    day: isExact ? day : '',
    place: normalisePlace(birthPlaceCog),
    sex,
  };
}

/** Letters that no decomposition takes apart, as French offices write them. */
const LETTERS: Readonly<Record<string, string>> = { Œ: 'OE', Æ: 'AE', Ø: 'O', Ł: 'L', Đ: 'D', ẞ: 'SS', İ: 'I' };

function lettersOf(name: string): string {
  return name
    .toUpperCase()
    .replace(/[ŒÆØŁĐẞİ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Arrondissements of Paris, Lyon and Marseille are no communes: one office writes them and the next does not. */
function normalisePlace(cog: string | null): string {
  if (cog === null || !/^[0-9][0-9AB][0-9]{3}$/.test(cog) || cog.endsWith('000')) return '';
  if (/^751(0[1-9]|1[0-9]|20)$/.test(cog)) return '75056';
  if (/^6938[1-9]$/.test(cog)) return '69123';
  if (/^132(0[1-9]|1[0-6])$/.test(cog)) return '13055';
  return cog;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const EXACT_MONTH = /^(0[1-9]|1[0-2])$/;
const EXACT_DAY = /^(0[1-9]|[12]\d|3[01])$/;

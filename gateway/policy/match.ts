/** The words that a cell of the table names, or all but those. `*` is "all but none". */
export interface Match<Word extends string> {
  readonly words: ReadonlySet<Word>;
  readonly except: boolean;
}

/** A word that no set knows (a new kind of body, say) is met by `*` and by complements alone. */
export function isMet<Word extends string>(match: Match<Word>, word: Word): boolean {
  return match.words.has(word) !== match.except;
}

/** Whether the cell says `*`. */
export function isAny(match: Match<string>): boolean {
  return match.except && match.words.size === 0;
}

/** Reads `*`, `A|B` and `!A|B`, which is everything but A and B. `expand` turns a name into words, or refuses it. */
export function readMatch<Word extends string>(cell: string, expand: (name: string) => readonly Word[]): Match<Word> {
  if (cell === '*') return { words: new Set(), except: true };
  const except = cell.startsWith('!');
  const names = (except ? cell.slice(1) : cell).split('|');
  return { words: new Set(names.flatMap((name) => expand(name))), except };
}

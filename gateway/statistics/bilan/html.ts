/** A piece of a page, whose texts have been escaped. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Piece = string | number | Html | readonly Html[];

/** Writes a piece of a page. What is put into it is text, unless it was written by this function itself. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.map((part, at) => `${part}${at < pieces.length ? write(pieces[at] ?? '') : ''}`).join(''));
}

function write(piece: Piece): string {
  if (piece instanceof Html) return piece.toString();
  if (typeof piece === 'object') return piece.join('');
  return String(piece).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** How texts are spelt in JSON, and as elements of an array of PostgreSQL; each is spelt once, however often it comes. */
export interface Spelling {
  json(text: string | null): string;
  element(text: string | null): string;
}

/** To be thrown away with the operation: what it keeps is what was recorded. */
export function createSpelling(): Spelling {
  const known = new Map<string | null, string>();

  function json(text: string | null): string {
    const before = known.get(text);
    if (before !== undefined) return before;
    const spelt = JSON.stringify(text);
    known.set(text, spelt);
    return spelt;
  }

  return {
    json,
    // Without a sign that is written as another both are the same, `null` included.
    element(text) {
      const spelt = json(text);
      return text !== null && spelt.includes('\\') ? elementOf(text) : spelt;
    },
  };
}

function elementOf(text: string): string {
  // The encoding would put another sign in its place, and the record would not be what was committed to.
  if (!text.isWellFormed()) throw new Error('half of a surrogate pair is no text that could be recorded');
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * Functions with their keys written out.
 *
 * An object built key by key from a list costs V8 some twenty times what the same object costs when its keys stand in
 * the code, and an answer is little else than keys. So the two inner loops, picking and projecting, are emitted as code.
 *
 * INVARIANT: the only text that is emitted beside what stands in this file are GraphQL names and numbers.
 */
export type Fill = (place: Record<string, unknown>, source: Readonly<Record<string, unknown>>) => void;

export interface FillField {
  readonly sent: string;
  readonly as: string;
  /** What is done with the value; null: it is taken as it is. */
  readonly take: ((known: unknown, value: unknown) => unknown) | null;
}

/** Copies fields that the source has, each under its own key. */
export function emitFill(fields: readonly FillField[]): Fill {
  const lines = fields.map(({ sent, as, take }, i) => {
    const value = take === null ? 'value' : `takes[${i}](place.${name(as)}, value)`;
    return `value = source.${name(sent)}; if (value !== undefined) place.${name(as)} = ${value};`;
  });
  const code = `return function fill(place, source) { let value; ${lines.join('\n')} }`;
  return new Function('takes', code)(fields.map(({ take }) => take)) as Fill;
}

export interface BuildField<At> {
  readonly key: string;
  /** A value of this JavaScript type is complete as it is; null: none is. */
  readonly plain: 'string' | 'number' | 'boolean' | null;
  readonly required: boolean;
  readonly complete: (value: unknown, at: At, depth: number) => unknown;
}
export type Build<At> = (
  source: Readonly<Record<string, unknown>>,
  at: At,
  depth: number,
) => Record<string, unknown> | string;

/** Builds an object of completed fields; gives the key of the field instead that has no value and must have one. */
export function emitBuild<At extends { readonly path: (string | number)[] }>(
  fields: readonly BuildField<At>[],
): Build<At> {
  const lines = fields.map(({ key, plain, required }, i) => {
    const k = name(key);
    const complete = `path[depth] = "${k}"; v${i} = completes[${i}](v${i}, at, depth + 1);`;
    const check = required ? `if (v${i} === null) return "${k}";` : '';
    const rest = `${complete} ${check}`;
    return `let v${i} = source.${k}; ${plain === null ? rest : `if (typeof v${i} !== "${plain}") { ${rest} }`}`;
  });
  const pairs = fields.map(({ key }, i) => `${name(key)}: v${i}`);
  const code = `return function build(source, at, depth) { const path = at.path; ${lines.join('\n')} return { ${pairs.join(', ')} }; }`;
  return new Function('completes', code)(fields.map(({ complete }) => complete)) as Build<At>;
}

function name(text: string): string {
  if (/^[_A-Za-z][_0-9A-Za-z]*$/.test(text) && text !== '__proto__') return text;
  throw new Error('only a GraphQL name may be emitted');
}

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { HubError } from './errors.ts';

/** How large a request may be. */
export interface Limits {
  readonly bytes: number;
  readonly depth: number;
  readonly aliases: number;
  /** Selected fields, fragments counted wherever they are spread. */
  readonly nodes: number;
  /** Words and signs of the text. */
  readonly tokens: number;
  /** Brackets within brackets, of whatever kind; the planner reads no more than some fifty. */
  readonly nesting: number;
}

export const LIMITS: Limits = {
  bytes: 1024 * 1024,
  depth: 15,
  aliases: 100,
  nodes: 1000,
  tokens: 10_000,
  nesting: 40,
};

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a text that is too long or too deep to be parsed: whoever reads it after this (the parser, validation, the
 * planner) may call itself once per level. Throws what the lexer throws where the text cannot be read at all.
 */
export function assertReadable(text: string, limits: Limits = LIMITS): void {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    tokens += 1;
    if (OPENING.has(kind)) nesting += 1;
    else if (CLOSING.has(kind)) nesting -= 1;
    if (tokens > limits.tokens) throw tooMuch('tokens', limits);
    if (nesting > limits.nesting) throw tooMuch('nesting', limits);
  }
}

function tooMuch(what: keyof Limits, limits: Limits): HubError {
  return new HubError('LIMIT_EXCEEDED', `the operation has more ${what} than the limit of ${limits[what]}`);
}

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly nodes: number;
}
const NOTHING: Size = { depth: 0, aliases: 0, nodes: 0 };

/**
 * Refuses an operation that is larger than the limits, before anything is validated or planned. Each fragment is
 * measured once, so measuring costs no more than reading; one that spreads itself is left to validation, which reads
 * every fragment, and so does this.
 */
export function assertWithinLimits(document: DocumentNode, limits: Limits = LIMITS): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();

  function ofFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? ofSelections(fragment.selectionSet) : NOTHING;
    measured.set(name, size);
    return size;
  }

  function ofSelections({ selections }: SelectionSetNode): Size {
    let size = NOTHING;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) size = together(size, ofFragment(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) size = together(size, ofSelections(selection.selectionSet));
      else {
        const below = selection.selectionSet ? ofSelections(selection.selectionSet) : NOTHING;
        const aliased = selection.alias ? 1 : 0;
        size = together(size, { depth: below.depth + 1, aliases: below.aliases + aliased, nodes: below.nodes + 1 });
      }
    }
    return size;
  }

  for (const definition of document.definitions) {
    const size =
      definition.kind === Kind.OPERATION_DEFINITION
        ? ofSelections(definition.selectionSet)
        : definition.kind === Kind.FRAGMENT_DEFINITION
          ? ofFragment(definition.name.value)
          : NOTHING;
    for (const what of ['depth', 'aliases', 'nodes'] as const) {
      if (size[what] > limits[what]) throw tooMuch(what, limits);
    }
  }
}

function together(one: Size, other: Size): Size {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    nodes: one.nodes + other.nodes,
  };
}

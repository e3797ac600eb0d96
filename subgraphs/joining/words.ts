import { registerEnumType } from 'type-graphql';

/**
 * A closed set of the vocabulary as an enum of the graph. Give the result to `@Field(() => …)` or `@Arg`.
 *
 * The words stay what they are in the vocabulary: the same string in the code, in the database and in the graph.
 */
export function registerWords<Word extends string>(
  name: string,
  words: readonly Word[],
  description: string,
): Readonly<Record<Word, Word>> {
  const enumeration = Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>;
  registerEnumType(enumeration, { name, description });
  return enumeration;
}

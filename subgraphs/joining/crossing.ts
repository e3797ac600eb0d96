import { Directive } from 'type-graphql';
import { CATEGORIES, type Category } from '../../schema/vocabulary.ts';
import { registerWords } from './words.ts';

/** `Category` for `@Arg` and `@Field`. Its description is that of the contract (`schema/directives.graphql`). */
export const CategoryWord = registerWords('Category', CATEGORIES, 'What a field tells of a person or a body.');

/** Marks a field with its category. Every field of every subgraph carries one mark; the composer refuses any without. */
export function Crossing(category: Category): MethodDecorator & PropertyDecorator {
  return Directive(`@crossing(category: ${category})`);
}

/**
 * Marks a field whose category is named by one of its arguments, and the fields of the value that hangs below it.
 * The argument is a `Category!` without default, so the crossing is known before anything is fetched.
 */
export function CrossingBy(argument: string): MethodDecorator & PropertyDecorator {
  return Directive(`@crossing(by: "${argument}")`);
}

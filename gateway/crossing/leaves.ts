import { valueFromASTUntyped } from 'graphql';
import { CATEGORIES, type Category, mayBeWithheld } from '../../schema/vocabulary.ts';
import type { Vars } from '../federation/doors.ts';
import type { Leaf, NamedCategory } from './reading.ts';

const NAMEABLE: ReadonlySet<string> = new Set(CATEGORIES.filter(mayBeWithheld));

/** The category of a leaf in this operation; what names no category of the contract is treated as free text: it never crosses. */
export function categoryOf(leaf: Leaf, variables: Vars): Category {
  return typeof leaf.category === 'string' ? leaf.category : namedCategory(leaf.category, variables);
}

/**
 * The category that a caller names. Open categories cannot be named: calling a contribution an offer of service would
 * take it past the gates.
 */
export function namedCategory(named: NamedCategory, variables: Vars): Category {
  const argument = named.field.args.find((each) => each.name.value === named.argument);
  const value = argument ? valueFromASTUntyped(argument.value, { ...variables }) : null;
  return typeof value === 'string' && NAMEABLE.has(value) ? (value as Category) : 'FREE_TEXT';
}

import { valueFromASTUntyped } from 'graphql';
import { CATEGORIES, type Category, mayBeWithheld } from '../../schema/vocabulary.ts';
import type { Vars } from '../federation/doors.ts';
import type { Leaf, NamedCategory } from './reading.ts';

/** Categories of the hub's own registers: no contribution and no form is made of them. */
const REGISTERS: ReadonlySet<Category> = new Set(['REFERRAL_META', 'CONSENT_RECORD', 'AUDIT_TRACE']);
const NAMEABLE: ReadonlySet<string> = new Set(
  CATEGORIES.filter((category) => mayBeWithheld(category) && !REGISTERS.has(category)),
);

/** The category of a leaf in this operation; what names no category of the contract is treated as free text: it never crosses. */
export function categoryOf(leaf: Leaf, variables: Vars): Category {
  return typeof leaf.category === 'string' ? leaf.category : namedCategory(leaf.category, variables);
}

/**
 * The category that a caller names. Open categories cannot be named: calling a contribution an offer of service would
 * take it past the gates. Nor can those of registers, which open to others than the content of a form does.
 */
export function namedCategory(named: NamedCategory, variables: Vars): Category {
  const argument = named.field.args.find((each) => each.name.value === named.argument);
  const value = argument ? valueFromASTUntyped(argument.value, { ...variables }) : null;
  return typeof value === 'string' && NAMEABLE.has(value) ? (value as Category) : 'FREE_TEXT';
}

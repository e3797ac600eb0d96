import { parse } from 'graphql';
import type { Field, Mark, TypeMap } from './type-map.ts';
import { isEntity, possibleTypes, readTypeMap } from './type-map.ts';
import { CATEGORIES, type Category, mayBeWithheld, SECRECY_OF, type SecrecyLevel } from './vocabulary.ts';

/** What is known of one `Type.field`: what it tells of a person or a body, and how it may be reached. */
export interface ClassifiedField {
  readonly type: string;
  readonly name: string;
  /** Null where the caller names the category, by the argument `by`. */
  readonly category: Category | null;
  /** Argument that names the category; on a value below such a field, the argument of the field that it hangs below. */
  readonly by: string | null;
  /** Null where the caller names the category. */
  readonly level: SecrecyLevel | null;
  /** S2 and above, or named by the caller: it may be withheld, and is decided record by record. */
  readonly governed: boolean;
  /** It is the key of its entity: it travels in representations. */
  readonly key: boolean;
  readonly nullable: boolean;
  /** Named type of the value. */
  readonly gives: string;
}

/** What is known of every field of a graph, in look-ups that cost nothing. */
export interface Classification {
  /** Throws for a field that the graph does not have: nothing is ever decided about an unknown field. */
  field(type: string, name: string): ClassifiedField;
  /** The one key field of an entity; null for a type that is no entity. */
  keyOf(type: string): string | null;
  /** Names of key fields anywhere in the graph. */
  readonly keyNames: ReadonlySet<string>;
  fieldsOf(type: string): Iterable<ClassifiedField>;
  /** Object types that a value of this type can be. */
  possibleTypes(type: string): readonly string[];
}

/** Classifies the SDL of a subgraph or of the supergraph; refuses it, with their names, when fields are not marked. */
export function classify(sdl: string): Classification {
  const types = readTypeMap([{ name: 'graph', document: parse(sdl, { noLocation: true }) }]);
  const unmarked: string[] = [];
  const fields = new Map<string, ReadonlyMap<string, ClassifiedField>>();
  for (const type of types.values()) {
    if (type.kind !== 'object' && type.kind !== 'interface') continue;
    const ofType = new Map<string, ClassifiedField>();
    for (const field of type.fields.values()) {
      const mark = readOneMark(field);
      if (mark) ofType.set(field.name, classifyField(field, mark, type.keys.includes(field.name)));
      else unmarked.push(`\`${field.coordinate}\``);
    }
    fields.set(type.name, ofType);
  }
  if (unmarked.length > 0) throw new Error(`every field carries one category, these do not: ${unmarked.join(', ')}`);
  return lookUps(types, fields);
}

/** The mark of a field when it is in order: exactly one `@crossing`, with either a known category or an argument's name. */
export function readOneMark(field: {
  readonly marks: readonly Mark[];
}): { category: Category } | { by: string } | null {
  const [mark, another] = field.marks;
  if (!mark || another || (mark.category === null) === (mark.by === null)) return null;
  if (mark.by !== null) return { by: mark.by };
  const category = CATEGORIES.find((each) => each === mark.category);
  return category ? { category } : null;
}

function classifyField(field: Field, mark: { category: Category } | { by: string }, key: boolean): ClassifiedField {
  const category = 'category' in mark ? mark.category : null;
  return {
    type: field.type,
    name: field.name,
    category,
    by: 'by' in mark ? mark.by : null,
    level: category && SECRECY_OF[category],
    governed: category === null || mayBeWithheld(category),
    key,
    nullable: field.nullable,
    gives: field.gives,
  };
}

function lookUps(types: TypeMap, fields: ReadonlyMap<string, ReadonlyMap<string, ClassifiedField>>): Classification {
  const possible = new Map(
    [...types.keys()].map((name) => [
      name,
      possibleTypes(types, name).flatMap((type) => (type.kind === 'object' ? type.name : [])),
    ]),
  );
  return {
    field(type, name) {
      const found = fields.get(type)?.get(name);
      if (!found) throw new Error(`the graph has no field \`${type}.${name}\``);
      return found;
    },
    keyOf(name) {
      const type = types.get(name);
      return (type && isEntity(type) && type.keys[0]) || null;
    },
    keyNames: new Set([...types.values()].flatMap((type) => type.keys)),
    fieldsOf: (type) => fields.get(type)?.values() ?? [],
    possibleTypes: (type) => possible.get(type) ?? [],
  };
}

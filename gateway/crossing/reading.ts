import type { SchemaPath } from '../../schema/pass.ts';
import type { Category } from '../../schema/vocabulary.ts';
import type { FieldItem, ResponseKey, When } from '../federation/doors.ts';

/** One thing that would cross: a leaf, an edge to another entity, or the mere existence of an object. */
export interface Leaf {
  /** Without the entity's name: `housing.tenure`. */
  readonly path: SchemaPath;
  readonly at: readonly ResponseKey[];
  readonly when: readonly When[];
  /** The category of the field itself, or the field whose argument names it. */
  readonly category: Category | NamedCategory;
  /** Categories of the objects above it, where they are others: these too must be open. */
  readonly above: readonly { readonly category: Category; readonly path: SchemaPath }[];
}
/** A category that an argument names, as the field that carries the argument stands in the plan. */
export interface NamedCategory {
  readonly path: SchemaPath;
  readonly field: FieldItem;
  readonly argument: string;
}

/** What the crossing knows of a shape beside what the executor needs. */
export interface Reading {
  /** The entity that is read; null for a root. */
  readonly type: string | null;
  readonly service: string;
  readonly leaves: readonly Leaf[];
  /** The key is open to all: that there is such a record is no secret, whatever of it is withheld. */
  readonly isPublic: boolean;
  /**
   * Set where a root field names a record and this fetch asks nothing of it but its key: response key of that field.
   * Whether the record may be known of is decided here only if the whole operation asks nothing more.
   */
  readonly keyOnlyAt: ResponseKey | null;
}

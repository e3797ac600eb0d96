import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { Grant, SchemaPath } from '../../schema/pass.ts';
import type { Selected } from './selected.ts';

/** One path that must be granted, and the categories that its asker named on the way to it. */
export interface Need {
  readonly path: SchemaPath;
  readonly named: readonly Named[];
}
interface Named {
  readonly path: SchemaPath;
  /** Null where no category was named: nothing grants that. */
  readonly category: string | null;
}
export type Values = Readonly<Record<string, unknown>>;

/** Whether what is needed can depend on the variables of a request. */
export function dependsOnValues(fields: readonly Selected[]): boolean {
  return fields.some((field) => field.when.length > 0 || byArgument(field) !== null || dependsOnValues(field.below));
}

/**
 * All that these selections read, with `@skip` and `@include` taken as they stand.
 *
 * An object is implied by what is read below it. Where all of that is skipped, its presence alone is still told, and so
 * is the type of an abstract one: that is the same read as `__typename` below it.
 */
export function needsOf(fields: readonly Selected[], values: Values): readonly Need[] {
  const needs = new Map<string, Need>();
  const bare = new Map<string, Need>();
  const implied = new Set<string>();
  const add = (map: Map<string, Need>, need: Need) => map.set(nameOf(need), need);

  function gather(selections: readonly Selected[], named: readonly Named[]): boolean {
    let any = false;
    for (const field of selections) {
      if (!field.when.every((node) => isOn(node, values))) continue;
      any = true;
      const here = { path: field.path, named: nameCategory(field, named, values) };
      if (field.kind !== 'value') {
        add(needs, here);
        continue;
      }
      if (gather(field.below, here.named)) implied.add(nameOf(here));
      else add(bare, here);
      if (field.abstract) add(needs, { ...here, path: `${here.path}.__typename` });
    }
    return any;
  }

  gather(fields, []);
  for (const [name, need] of bare) {
    if (!implied.has(name)) add(needs, { ...need, path: `${need.path}.__typename` });
  }
  return [...needs.values()];
}

/** Whether one grant gives what is needed, categories included: two grants never add up to one. */
export function gives(grant: Grant, need: Need): boolean {
  return (
    grant.fields.includes(need.path) &&
    need.named.every(({ path, category }) => {
      const allowed = grant.by !== undefined && Object.hasOwn(grant.by, path) ? grant.by[path] : undefined;
      return category !== null && (allowed as readonly string[] | undefined)?.includes(category) === true;
    })
  );
}

function nameCategory(field: Selected, named: readonly Named[], values: Values): readonly Named[] {
  const argument = byArgument(field);
  if (argument === null || field.field === null) return named;
  const category = getArgumentValues(field.field, field.node, values)[argument];
  return [...named, { path: field.path, category: typeof category === 'string' ? category : null }];
}

/** The argument that names the category. Fields below such a field follow it: they carry the mark, not the argument. */
function byArgument({ field }: Selected): string | null {
  const mark = field?.astNode?.directives?.find((directive) => directive.name.value === 'crossing');
  const by = mark?.arguments?.find((argument) => argument.name.value === 'by')?.value;
  if (by?.kind !== Kind.STRING) return null;
  return field?.args.some((argument) => argument.name === by.value) ? by.value : null;
}

/** Whether `@skip` and `@include` leave it in. */
export function isOn(node: SelectionNode, values: Values): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, values)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, values)?.if !== false
  );
}

function nameOf({ path, named }: Need): string {
  return JSON.stringify([path, ...named.map((each) => each.category)]);
}

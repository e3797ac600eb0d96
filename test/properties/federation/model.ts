import type { Dice } from './dice.ts';

/** A type reference: `['list', ['!', 'String']]` is `[String!]`. */
export type Ref = string | readonly ['!' | 'list', Ref];

export interface Field {
  readonly name: string;
  readonly type: Ref;
  readonly hasArgument: boolean;
  /** The resolver throws for some records. */
  readonly mayFail: boolean;
  /** Services that resolve it; one, or several where it is shareable. */
  readonly services: readonly string[];
  /** `@requires`: fields of the same entity that other services resolve, as `v { w }` reads. */
  readonly requires?: readonly Required[];
  /** `@provides`: scalar fields of the entity it leads to. */
  readonly provides?: readonly string[];
}
export interface Required {
  readonly field: string;
  readonly below?: string;
}
export interface ObjectModel {
  readonly kind: 'entity' | 'value';
  readonly name: string;
  /** Each key: names of its fields. */
  readonly keys: readonly (readonly string[])[];
  readonly fields: Field[];
}
export interface Model {
  readonly services: readonly string[];
  readonly objects: readonly ObjectModel[];
  readonly interfaces: readonly { name: string; service: string; members: readonly string[]; label: boolean }[];
  readonly unions: readonly { name: string; service: string; members: readonly string[] }[];
  readonly root: Field[];
}

const SCALARS = ['String', 'Int', 'Boolean', 'Float', 'ID', 'Colour'];

/** A random graph of types, and which service resolves what. Not every one composes: the composer is asked. */
export function rollModel(dice: Dice): Model {
  const services = Array.from({ length: dice.between(2, 4) }, (_, i) => `s${i}`);
  const objects: ObjectModel[] = [];
  const entities = Array.from({ length: dice.between(1, 4) }, (_, i) => `E${i}`);
  const values = Array.from({ length: dice.between(0, 3) }, (_, i) => `V${i}`);
  const homes = new Map(values.map((name) => [name, dice.oneIn(3) ? services.slice(0, 2) : [dice.of(services)]]));
  const interfaces = dice.oneIn(2)
    ? [
        {
          name: 'I0',
          service: dice.of(services),
          members: entities.slice(0, dice.between(1, 3)),
          label: !dice.oneIn(3),
        },
      ]
    : [];
  const unions = dice.oneIn(2)
    ? [{ name: 'U0', service: dice.of(services), members: entities.slice(-dice.between(1, 2)) }]
    : [];
  const reachable = (service: string) => [
    ...entities,
    ...values.filter((name) => homes.get(name)?.includes(service)),
    ...interfaces.filter((one) => one.service === service).map(({ name }) => name),
    ...unions.filter((one) => one.service === service).map(({ name }) => name),
  ];

  for (const name of values) {
    const at = homes.get(name)!;
    const fields = Array.from({ length: dice.between(1, 3) }, (_, i) => rollField(dice, `w${i}`, at, SCALARS));
    if (at.length === 1 && dice.oneIn(2)) fields.push(rollField(dice, 'to', at, reachable(at[0]!)));
    objects.push({ kind: 'value', name, keys: [], fields });
  }
  for (const name of entities) {
    const keys = [dice.oneIn(4) ? ['id', 'region'] : ['id'], ...(dice.oneIn(4) ? [['code']] : [])];
    const fields: Field[] = [];
    for (let i = dice.between(1, 5); i > 0; i -= 1) {
      const service = dice.of(services);
      const targets = dice.oneIn(2) ? reachable(service) : SCALARS;
      fields.push(rollField(dice, `f${i}`, [service], targets));
    }
    for (const one of interfaces) {
      if (one.label && one.members.includes(name)) {
        fields.push({ name: 'label', type: 'String', hasArgument: false, mayFail: false, services: [one.service] });
      }
    }
    objects.push({ kind: 'entity', name, keys, fields });
  }
  for (const entity of objects)
    if (entity.kind === 'entity' && !dice.oneIn(3)) addRequires(dice, entity, objects, services);
  const root: Field[] = [];
  for (let i = dice.between(1, 4); i > 0; i -= 1) {
    const service = dice.of(services);
    root.push(rollField(dice, `q${i}`, [service], reachable(service)));
  }
  const model = { services, objects, interfaces, unions, root };
  addProvides(dice, model);
  return model;
}

function rollField(dice: Dice, name: string, services: readonly string[], targets: readonly string[]): Field {
  const hasArgument = dice.oneIn(4);
  return { name, type: wrap(dice, dice.of(targets)), hasArgument, mayFail: dice.oneIn(4), services };
}

function wrap(dice: Dice, named: string): Ref {
  let type: Ref = dice.oneIn(4) ? ['!', named] : named;
  for (let lists = dice.of([0, 0, 0, 1, 1, 2]); lists > 0; lists -= 1) {
    type = ['list', type];
    if (dice.oneIn(4)) type = ['!', type];
  }
  return type;
}

export function namedOf(type: Ref): string {
  return typeof type === 'string' ? type : namedOf(type[1]);
}

/** What is required must be there: a field that fails would fail another, whose error no single schema would report. */
function addRequires(
  dice: Dice,
  entity: ObjectModel,
  objects: readonly ObjectModel[],
  services: readonly string[],
): void {
  const service = dice.of(services);
  const requires: Required[] = [];
  entity.fields.forEach((field, i) => {
    if (field.services.includes(service) || field.hasArgument || field.name === 'label') return;
    const target = objects.find(({ name }) => name === namedOf(field.type));
    const scalar = SCALARS.includes(namedOf(field.type));
    const below = target?.kind === 'value' ? target.fields.find((one) => one.name === 'w0') : undefined;
    if (!scalar && (below === undefined || below.hasArgument)) return;
    if (requires.length >= 2) return;
    entity.fields[i] = { ...field, mayFail: false };
    if (below === undefined) requires.push({ field: field.name });
    else {
      target!.fields[target!.fields.indexOf(below)] = { ...below, mayFail: false };
      requires.push({ field: field.name, below: 'w0' });
    }
  });
  if (requires.length === 0) return;
  const type = dice.oneIn(3) ? (['!', 'String'] as const) : 'String';
  entity.fields.push({ name: 'r0', type, hasArgument: false, mayFail: false, services: [service], requires });
}

function addProvides(dice: Dice, model: Model): void {
  for (const fields of [model.root, ...model.objects.map((object) => object.fields)]) {
    fields.forEach((field, i) => {
      const target = model.objects.find(({ name }) => name === namedOf(field.type));
      if (target?.kind !== 'entity' || !dice.oneIn(3)) return;
      const provided = target.fields.filter(
        (one) => SCALARS.includes(namedOf(one.type)) && !one.services.includes(field.services[0]!) && !one.requires,
      );
      const provides = provided.slice(0, dice.between(1, 2)).map(({ name }) => name);
      if (provides.length > 0) fields[i] = { ...field, provides };
    });
  }
}

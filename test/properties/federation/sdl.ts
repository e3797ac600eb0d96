import { type Field, type Model, namedOf, type ObjectModel, type Ref } from './model.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@provides", "@shareable"])';
const COLOUR = 'enum Colour { RED GREEN BLUE }';

export function printRef(type: Ref): string {
  if (typeof type === 'string') return type;
  return type[0] === '!' ? `${printRef(type[1])}!` : `[${printRef(type[1])}]`;
}

function printField(field: Field, directives = ''): string {
  return `${field.name}${field.hasArgument ? '(n: Int)' : ''}: ${printRef(field.type)}${directives}`;
}

const KEY_TYPES: Readonly<Record<string, string>> = { id: 'ID!', region: 'String!', code: 'ID!' };

function keyNames(object: ObjectModel): string[] {
  return [...new Set(object.keys.flat())];
}

/** The whole graph as one schema, without a word of federation. */
export function printWhole(model: Model): string {
  const parts = [COLOUR];
  for (const object of model.objects) {
    const implemented = model.interfaces.filter(({ members }) => members.includes(object.name)).map(({ name }) => name);
    const keys = keyNames(object).map((name) => `${name}: ${KEY_TYPES[name]}`);
    const implementing = implemented.length > 0 ? ` implements ${implemented.join(' & ')}` : '';
    parts.push(
      `type ${object.name}${implementing} { ${[...keys, ...object.fields.map((one) => printField(one))].join(' ')} }`,
    );
  }
  for (const { name, label } of model.interfaces)
    parts.push(`interface ${name} { id: ID!${label ? ' label: String' : ''} }`);
  for (const { name, members } of model.unions) parts.push(`union ${name} = ${members.join(' | ')}`);
  parts.push(`type Query { ${model.root.map((field) => printField(field)).join(' ')} }`);
  return parts.join('\n');
}

/** What one service publishes of the graph. */
export function printService(model: Model, service: string): string {
  const parts: string[] = [LINK];
  const root = model.root.filter(({ services }) => services.includes(service));
  if (root.length > 0)
    parts.push(`type Query { ${root.map((field) => printField(field, providing(field))).join(' ')} }`);
  for (const { name, service: home, label } of model.interfaces) {
    if (home === service) parts.push(`interface ${name} { id: ID!${label ? ' label: String' : ''} }`);
  }
  for (const { name, service: home, members } of model.unions) {
    if (home === service) parts.push(`union ${name} = ${members.join(' | ')}`);
  }
  for (const object of model.objects) {
    const text = printObject(model, object, service);
    if (text !== null) parts.push(text);
  }
  if (parts.some((part) => part.includes('Colour'))) parts.push(COLOUR);
  return parts.join('\n');
}

function providing(field: Field): string {
  return field.provides === undefined ? '' : ` @provides(fields: "${field.provides.join(' ')}")`;
}

function requiring(field: Field): string {
  if (field.requires === undefined) return '';
  const fields = field.requires.map(({ field: name, below }) => (below === undefined ? name : `${name} { ${below} }`));
  return ` @requires(fields: "${fields.join(' ')}")`;
}

function printObject(model: Model, object: ObjectModel, service: string): string | null {
  const own = object.fields.filter(({ services }) => services.includes(service));
  const required = own.flatMap((field) => field.requires ?? []);
  const external = new Set([...required.map(({ field }) => field), ...providedTo(model, object.name, service)]);
  const implemented = model.interfaces.filter((one) => one.service === service && one.members.includes(object.name));
  const isReached = isMentioned(model, object.name, service) || implemented.length > 0;
  const leaf = externalLeaf(model, object, service);
  if (own.length === 0 && external.size === 0 && !isReached && leaf === null) return null;
  const shareable = own.some(({ services }) => services.length > 1);
  const fields = [
    ...keyNames(object).map((name) => `${name}: ${KEY_TYPES[name]}`),
    ...own.map((field) => printField(field, `${requiring(field)}${providing(field)}`)),
    ...object.fields.filter(({ name }) => external.has(name)).map((field) => printField(field, ' @external')),
    ...(leaf === null ? [] : [leaf]),
  ];
  const keys = object.keys.map((key) => ` @key(fields: "${key.join(' ')}")`).join('');
  const implementing = implemented.length > 0 ? ` implements ${implemented.map(({ name }) => name).join(' & ')}` : '';
  return `type ${object.name}${implementing}${keys}${shareable ? ' @shareable' : ''} { ${fields.join(' ')} }`;
}

/** A value type that this service knows only because it requires a field that holds one. */
function externalLeaf(model: Model, object: ObjectModel, service: string): string | null {
  if (object.kind !== 'value' || object.fields.some(({ services }) => services.includes(service))) return null;
  const isRequired = model.objects.some((owner) =>
    owner.fields.some(
      (field) =>
        field.services.includes(service) &&
        field.requires?.some(({ field: name, below }) => {
          const target = owner.fields.find((one) => one.name === name);
          return below !== undefined && target !== undefined && namedOf(target.type) === object.name;
        }),
    ),
  );
  const leaf = object.fields.find(({ name }) => name === 'w0');
  return isRequired && leaf !== undefined ? printField(leaf, ' @external') : null;
}

function fieldsAt(model: Model, service: string): Field[] {
  return [model.root, ...model.objects.map(({ fields }) => fields)]
    .flat()
    .filter((field) => field.services.includes(service));
}

function providedTo(model: Model, type: string, service: string): string[] {
  return fieldsAt(model, service).flatMap((field) => (namedOf(field.type) === type ? (field.provides ?? []) : []));
}

function isMentioned(model: Model, type: string, service: string): boolean {
  const inUnion = model.unions.some((one) => one.service === service && one.members.includes(type));
  return inUnion || fieldsAt(model, service).some((field) => namedOf(field.type) === type);
}

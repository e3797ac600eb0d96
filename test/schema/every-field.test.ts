import { readdirSync } from 'node:fs';
import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, parse, parseConstValue, print, visit } from 'graphql';
import { describe, expect, test, vi } from 'vitest';
import { contractPath, readContract } from '../../schema/files.ts';
import { type Fault, lintSubgraph } from '../../schema/lint.ts';
import { isGoverned } from '../../schema/standing.ts';
import { readTypeMap } from '../../schema/type-map.ts';

/**
 * The contract that is published, spoilt at every governed field in turn: whatever field a partner gets wrong, it is
 * refused by name.
 */
const NAMES = readdirSync(contractPath('subgraphs')).map((file) => file.replace('.graphql', ''));

/** Each field has its whole subgraph read again. */
vi.setConfig({ testTimeout: 240_000 });

describe.each(NAMES)('in the subgraph `%s`', (name) => {
  const sdl = readContract(`subgraphs/${name}.graphql`);
  const document = parse(sdl);
  const types = [...readTypeMap([{ name, document }]).values()];
  const governed = types.flatMap((type) => [...type.fields.values()]).filter(isGoverned);
  const keys = new Set(types.flatMap((type) => type.keys.map((key) => `${type.name}.${key}`)));

  test('nothing is wrong as it stands', () => expect(lintSubgraph({ name, sdl })).toEqual([]));

  test.each<[string, (field: FieldDefinitionNode) => FieldDefinitionNode, RegExp, (coordinate: string) => boolean]>([
    ['without its mark', (field) => ({ ...field, directives: [] }), /carries no category/, () => true],
    ['not nullable', (field) => ({ ...field, type: nonNull(field) }), /may be withheld/, (each) => !keys.has(each)],
    [
      'with a filter',
      (field) => ({ ...field, arguments: filtered(field) }),
      /would read what it filters/,
      takesNoFilter,
    ],
    ['as open data', (field) => ({ ...field, directives: [OPEN] }), /SERVICE_OFFER/, (each) => !isPage(each)],
  ])('every governed field %s is refused by name', (_, spoil, fault, applies) => {
    const spoilt = governed.filter(({ coordinate }) => applies(coordinate));
    const missed = spoilt.filter(({ type, name: field, coordinate }) => {
      const faults = lintSubgraph({ name, sdl: respell(type, field, spoil) });
      return !faults.some((each) => tells(each, coordinate, fault));
    });
    expect(missed.map(({ coordinate }) => coordinate)).toEqual([]);
    expect(spoilt.length).toBeGreaterThan(0);
  });

  function respell(type: string, field: string, spoil: (node: FieldDefinitionNode) => FieldDefinitionNode): string {
    return print(
      visit(document, {
        ObjectTypeDefinition: (node) => (node.name.value === type ? undefined : false),
        FieldDefinition: (node) => (node.name.value === field ? spoil(node) : undefined),
      }),
    );
  }
});

const OPEN: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'crossing' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'category' },
      value: parseConstValue('SERVICE_OFFER'),
    },
  ],
};

function tells({ field, fault }: Fault, coordinate: string, words: RegExp): boolean {
  return (field === coordinate || field.startsWith(`${coordinate}(`)) && words.test(fault);
}

function nonNull({ type }: FieldDefinitionNode): FieldDefinitionNode['type'] {
  return type.kind === Kind.NON_NULL_TYPE ? type : { kind: Kind.NON_NULL_TYPE, type };
}

function filtered({ arguments: existing = [] }: FieldDefinitionNode): FieldDefinitionNode['arguments'] {
  const [definition] = parse('type T { f(filter: String): Int }').definitions;
  const field = definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? definition.fields?.[0] : undefined;
  return [...existing, ...(field?.arguments ?? [])];
}

/** Lists of the registry filter their frames, and mutations write. */
function takesNoFilter(coordinate: string): boolean {
  return !/^(Query|Mutation)\./.test(coordinate);
}

/** Pages of the registry may be called open, but for the record at their end. */
function isPage(coordinate: string): boolean {
  return /(Connection|Edge)\./.test(coordinate) && !coordinate.endsWith('.node');
}

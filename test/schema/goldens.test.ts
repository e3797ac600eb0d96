import { readdirSync } from 'node:fs';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  type GraphQLNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ContractFile, contractFiles } from '../../development/contract.ts';
import { contractPath, readContract } from '../../schema/files.ts';

describe('the contract on file', () => {
  let published: readonly ContractFile[];
  beforeAll(async () => {
    published = await contractFiles();
  });

  test('is what the code publishes (`npm run generate` writes it)', () => {
    for (const { name, text } of published) expect(readContract(name), name).toBe(text);
  });

  test('has no subgraph that nobody publishes', () => {
    const onFile = readdirSync(contractPath('subgraphs')).map((name) => `subgraphs/${name}`);
    const subgraphs = published.map(({ name }) => name).filter((name) => name.includes('/'));
    expect(onFile.sort()).toEqual(subgraphs.sort());
  });
});

describe('what the developer of a partner reads', () => {
  const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(readContract('supergraph.graphql'))));
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const isTold = ({ description }: { readonly description?: string | null | undefined }) =>
    Boolean(description?.trim());

  test('nothing of federation shows', () => {
    expect(types.filter(({ name }) => name.includes('_')).map(({ name }) => name)).toEqual([]);
  });

  test('every type, field and argument says what it is', () => {
    const untold = types.flatMap((type) => [...(isTold(type) ? [] : [type.name]), ...untoldWithin(type)]);
    expect(untold.filter((name) => name !== 'Query' && name !== 'Mutation')).toEqual([]);
  });

  function untoldWithin(type: GraphQLNamedType): readonly string[] {
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
    const untold: string[] = [];
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (!isTold(field)) untold.push(coordinate);
      for (const argument of 'args' in field ? field.args : [])
        if (!isTold(argument)) untold.push(`${coordinate}(${argument.name}:)`);
    }
    return untold;
  }
});

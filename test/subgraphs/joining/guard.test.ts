import { type GraphQLSchema, parse } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Grant, Pass } from '../../../schema/pass.ts';
import { compileGuard } from '../../../subgraphs/joining/guard.ts';
import { aPass, granting } from './a-pass.ts';
import { smallBody } from './small-body.ts';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = (await smallBody()).schema;
});

const judge = (document: string, pass: Partial<Pass>, variables: Record<string, unknown> = {}) =>
  compileGuard(schema, parse(document))(variables, aPass(pass));

/** What a guard says of a selection on one person, asked with these grants. */
const ofPerson = (selection: string, grants: readonly Grant[], variables: Record<string, unknown> = {}, head = '') =>
  judge(
    `query($r: [_Any!]! ${head}) { _entities(representations: $r) { ... on Person { ${selection} } } }`,
    { grants },
    { r: [{ __typename: 'Person', id: 'CCAS_X:1' }], ...variables },
  );
const tooNarrow = (at: string) => ({ reason: 'TOO_NARROW', at });

describe('the guard lets in', () => {
  test('what the pass covers, under any alias and through fragments', () => {
    const grants = granting('Person.birthName', 'Person.housing.tenure');
    expect(ofPerson('birthName housing { tenure }', grants)).toBeNull();
    expect(ofPerson('x: birthName ... on Person { h: housing { ... { t: tenure } } }', grants)).toBeNull();
  });

  test('the type and the key of a record that the pass names', () => {
    expect(ofPerson('__typename id i: id', granting())).toBeNull();
  });

  test('the key of a nested record, where the way to it is granted', () => {
    const grants = granting('Person.household.members.person');
    expect(ofPerson('household { members { person { __typename id i: id } } }', grants)).toBeNull();
  });

  test('several groups of records, each under its own grant', () => {
    const grants: Grant[] = [
      { type: 'Person', ids: ['CCAS_X:1', 'CCAS_X:2'], fields: ['Person.birthName'] },
      { type: 'Person', ids: ['CCAS_X:3'], fields: ['Person.birthName', 'Person.birthDate'] },
      {
        type: 'Participant',
        ids: ['CCAS_X:S'],
        fields: ['Participant.contributions.at'],
        by: { 'Participant.contributions': ['HOUSING'] },
      },
    ];
    const document = `query($a: [_Any!]!, $b: [_Any!]!, $c: [_Any!]!) {
      _g0: _entities(representations: $a) { ... on Person { birthName } }
      _g1: _entities(representations: $b) { ... on Person { birthName birthDate } }
      _g2: _entities(representations: $c) { ... on Participant { contributions(category: HOUSING) { at } } }
    }`;
    const people = (...ids: string[]) => ids.map((id) => ({ __typename: 'Person', id }));
    const c = [{ __typename: 'Participant', id: 'CCAS_X:S' }];
    expect(judge(document, { grants }, { a: people('CCAS_X:1', 'CCAS_X:2'), b: people('CCAS_X:3'), c })).toBeNull();
    expect(judge(document, { grants }, { a: people('CCAS_X:3'), b: people('CCAS_X:1'), c })).toEqual(
      tooNarrow('Person.birthDate'),
    );
  });

  test('a record that two grants cover together', () => {
    expect(
      ofPerson('birthName birthDate', [...granting('Person.birthName'), ...granting('Person.birthDate')]),
    ).toBeNull();
  });

  test('a field that is skipped, without a grant for it', () => {
    expect(ofPerson('birthName @include(if: $yes)', granting(), { yes: false }, '$yes: Boolean!')).toBeNull();
    expect(ofPerson('... @skip(if: $no) { birthName }', granting(), {}, '$no: Boolean = true')).toBeNull();
  });

  test('an object of which everything is skipped, where another alias tells that there is one', () => {
    const both = 'a: housing { tenure @include(if: false) } b: housing { tenure }';
    expect(ofPerson(both, granting('Person.housing.tenure'))).toBeNull();
  });

  test('the contract', () => {
    expect(judge('{ _service { sdl } }', {})).toBeNull();
  });

  test('one write, the one that the pass names', () => {
    const write =
      'mutation($b: ID!) { contribute(body: $b, case: "S", category: HOUSING, value: "x") { __typename id } }';
    expect(judge(write, { write: 'Mutation.contribute' }, { b: 'CCAS_X' })).toBeNull();
  });
});

describe('the guard refuses', () => {
  test('a field, a record or a type that no grant names', () => {
    expect(ofPerson('birthName birthDate', granting('Person.birthName'))).toEqual(tooNarrow('Person.birthDate'));
    const other = (type: string, id: string) => [{ type, ids: [id], fields: ['Person.birthName'] }];
    expect(ofPerson('birthName', other('Person', 'CCAS_X:2'))).toEqual(tooNarrow('Person'));
    expect(ofPerson('birthName', other('Participant', 'CCAS_X:1'))).toEqual(tooNarrow('Person'));
    expect(ofPerson('id', [])).toEqual(tooNarrow('Person'));
  });

  test('the grant of one record for another asked beside it', () => {
    const document = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { birthName } } }';
    const r = ['CCAS_X:1', 'CCAS_X:2'].map((id) => ({ __typename: 'Person', id }));
    expect(judge(document, { grants: granting('Person.birthName') }, { r })).toEqual(tooNarrow('Person'));
  });

  test('a field whose name is granted elsewhere: the way that leads to it decides', () => {
    expect(ofPerson('housing { tenure }', granting('Housing.tenure', 'Person.tenure', 'tenure'))).toEqual(
      tooNarrow('Person.housing.tenure'),
    );
    expect(ofPerson('housing { tenure }', granting('Person.housing'))).toEqual(tooNarrow('Person.housing.tenure'));
  });

  test('`__typename` below a field: it tells that there is something', () => {
    const grants = granting('Person.benefits.kind');
    expect(ofPerson('benefits { __typename }', grants)).toEqual(tooNarrow('Person.benefits.__typename'));
    expect(ofPerson('benefits { kind t: __typename }', grants)).toEqual(tooNarrow('Person.benefits.__typename'));
    expect(ofPerson('benefits { __typename }', granting('Person.benefits.__typename'))).toBeNull();
  });

  test('an object of which everything is skipped: it tells that there is something', () => {
    const emptied = 'housing { tenure @include(if: false) }';
    expect(ofPerson(emptied, granting('Person.birthName'))).toEqual(tooNarrow('Person.housing.__typename'));
    expect(ofPerson(emptied, granting('Person.housing.__typename'))).toBeNull();
    const emptiedWays = 'household { members @skip(if: true) { role } }';
    expect(ofPerson(emptiedWays, granting())).toEqual(tooNarrow('Person.household.__typename'));
  });

  test('more than the key of a nested record, whatever is granted', () => {
    const grants = granting('Person.household.members.person', 'Person.household.members.person.birthName');
    expect(ofPerson('household { members { person { birthName } } }', grants)).toEqual(
      tooNarrow('Person.household.members.person.birthName'),
    );
    expect(ofPerson('household { members { person { ... { household { members { role } } } } } }', grants)).toEqual(
      tooNarrow('Person.household.members.person.household'),
    );
  });

  test('the key of a nested record, where the way to it is not granted', () => {
    expect(ofPerson('household { members { person { id } } }', granting('Person.household.members.role'))).toEqual(
      tooNarrow('Person.household.members.person'),
    );
  });

  test('a category that the pass does not name, however it is named', () => {
    const grants: Grant[] = [
      {
        type: 'Participant',
        ids: ['CCAS_X:S'],
        fields: ['Participant.contributions.value'],
        by: { 'Participant.contributions': ['HOUSING'] },
      },
    ];
    const ask = (head: string, argument: string, variables: Record<string, unknown> = {}) =>
      judge(
        `query($r: [_Any!]! ${head}) { _entities(representations: $r) { ... on Participant { contributions(category: ${argument}) { value } } } }`,
        { grants },
        { r: [{ __typename: 'Participant', id: 'CCAS_X:S' }], ...variables },
      );
    const refused = tooNarrow('Participant.contributions.value');
    expect(ask('', 'HOUSING')).toBeNull();
    expect(ask('', 'HEALTH')).toEqual(refused);
    expect(ask('$c: Category!', '$c', { c: 'HOUSING' })).toBeNull();
    expect(ask('$c: Category!', '$c', { c: 'HEALTH' })).toEqual(refused);
    expect(ask('$c: Category = HOUSING', '$c')).toBeNull();
    expect(ask('$c: Category = HEALTH', '$c')).toEqual(refused);
    expect(ask('$c: Category = HOUSING', '$c', { c: 'HEALTH' })).toEqual(refused);
    for (const c of [null, 'NO_SUCH_WORD', 1, ['HOUSING']]) {
      expect(ask('$c: Category = HOUSING', '$c', { c })).toEqual({ reason: 'MALFORMED' });
    }
    expect(ask('$c: Category!', '$c')).toEqual({ reason: 'MALFORMED' });
  });

  test('the category of one grant with the field of another', () => {
    const grant = (field: string, category: 'HOUSING' | 'HEALTH'): Grant => ({
      type: 'Participant',
      ids: ['CCAS_X:S'],
      fields: [`Participant.contributions.${field}`],
      by: { 'Participant.contributions': [category] },
    });
    const ask = (selection: string) =>
      judge(
        `{ _entities(representations: [{ __typename: "Participant", id: "CCAS_X:S" }]) { ... on Participant { ${selection} } } }`,
        { grants: [grant('value', 'HOUSING'), grant('at', 'HEALTH')] },
      );
    expect(ask('a: contributions(category: HOUSING) { value } b: contributions(category: HEALTH) { at }')).toBeNull();
    expect(ask('contributions(category: HEALTH) { value }')).toEqual(tooNarrow('Participant.contributions.value'));
  });

  test('a representation that carries more than its key, or no key', () => {
    const document = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id } } }';
    for (const r of [
      [{ __typename: 'Person', id: 'CCAS_X:1', birthName: 'X' }],
      [{ __typename: 'Person' }],
      [{ __typename: 'Person', id: 1 }],
      [{ __typename: 'Housing', id: 'CCAS_X:1' }],
      [{ id: 'CCAS_X:1' }],
      ['CCAS_X:1'],
      null,
    ]) {
      expect(judge(document, { grants: granting() }, { r })).toEqual({ reason: 'MALFORMED' });
    }
  });

  test('introspection, and every other root field', () => {
    expect(judge('{ __schema { types { name } } }', {})).toEqual(tooNarrow('Query.__schema'));
    expect(judge('{ _service { sdl } __type(name: "Person") { name } }', {})).toEqual(tooNarrow('Query.__type'));
    expect(judge('{ __typename }', {})).toEqual(tooNarrow('Query.__typename'));
  });

  test('a write that the pass does not name, in another body, twice, or that reads', () => {
    const contribute = (body: string, selection = 'id') =>
      `contribute(body: "${body}", case: "S", category: HOUSING, value: "x") { ${selection} }`;
    const write = 'Mutation.contribute';
    expect(judge(`mutation { ${contribute('CCAS_X')} }`, {})).toEqual(tooNarrow(write));
    expect(judge('mutation { leave(body: "CCAS_X") { id } }', { write })).toEqual(tooNarrow('Mutation.leave'));
    expect(judge(`mutation { ${contribute('CCAS_Z')} }`, { write })).toEqual({ reason: 'FOREIGN', at: write });
    expect(judge(`mutation { ${contribute('CCAS_X')} b: ${contribute('CCAS_X')} }`, { write })).toEqual({
      reason: 'MALFORMED',
    });
    const reads = contribute('CCAS_X', 'contributions(category: HOUSING) { value }');
    expect(judge(`mutation { ${reads} }`, { write })).toEqual(tooNarrow(write));
  });

  test('fields that this body does not know', () => {
    expect(ofPerson('favouriteColour', granting('Person.favouriteColour'))).toEqual({ reason: 'UNKNOWN_FIELD' });
  });

  test('documents that are not one valid operation', () => {
    const malformed = { reason: 'MALFORMED' };
    expect(judge('query a { _service { sdl } } query b { _service { sdl } }', {})).toEqual(malformed);
    expect(judge('fragment f on Person { id }', {})).toEqual(malformed);
    expect(ofPerson('...f', granting())).toEqual(malformed);
    expect(ofPerson('birthName(x: 1)', granting('Person.birthName'))).toEqual(malformed);
  });

  test('fragments that stand for more fields than anyone could answer', () => {
    const doubled = Array.from({ length: 24 }, (_, n) => `fragment f${n} on Person { ...f${n + 1} ...f${n + 1} }`);
    const document = `{ _entities(representations: []) { ...f0 } } ${doubled.join(' ')} fragment f24 on Person { id }`;
    expect(judge(document, {})).toEqual({ reason: 'MALFORMED' });
  });
});

import { type Fault, faultAt, ofEveryField } from '../fault.ts';
import { REGISTRY } from '../standing.ts';
import { isEntity, possibleTypes } from '../type-map.ts';

/** A body answers about records that are named to it. It has no list to browse, and writes where its argument says. */
export const bodiesAreAskedByKey = ofEveryField(function* (field, types): Iterable<Fault> {
  if (field.type === 'Subscription')
    yield faultAt(field, 'is a subscription: it would answer after its decision has lapsed', 'offer it as a query');
  if (field.subgraph === REGISTRY) return;
  if (field.type === 'Query')
    yield faultAt(
      field,
      'is a root query of a body',
      'hang it on `Body` or `Person`; only the registry has root queries',
    );
  if (field.type !== 'Mutation') return;
  if (!field.args.some((argument) => argument.name === 'body' && argument.written === 'ID!'))
    yield faultAt(
      field,
      'is a mutation that names no body',
      'give it the argument `body: ID!`, by which it is sent home',
    );
  if (!possibleTypes(types, field.gives).every((type) => isEntity(type)) || !types.has(field.gives))
    yield faultAt(
      field,
      'is a mutation that gives no record',
      'give back the record written, to be decided like any other',
    );
});

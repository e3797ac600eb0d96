import { type Fault, faultAt, ofEveryField } from '../fault.ts';

const SCALARS = ['Date', 'DateTime'];

/** Every value is a scalar of GraphQL, a date or an instant: a scalar that can hold anything hides fields from decision. */
export const scalarsHoldOneValue = ofEveryField(function* (field, types): Iterable<Fault> {
  if (types.get(field.gives)?.kind !== 'scalar' || SCALARS.includes(field.gives)) return;
  yield faultAt(
    field,
    `is a \`${field.gives}\`, which could hold values that carry no category`,
    'write an object type with a field for each value; of own scalars there are `Date` and `DateTime`',
  );
});

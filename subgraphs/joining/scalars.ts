import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** A day of the civil calendar, `YYYY-MM-DD`. In code: that string, or the `Date` at midnight UTC that a database gives. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day of the civil calendar in France, as `YYYY-MM-DD`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: (value) => dayOf(value instanceof Date ? dayAtMidnight(value) : value),
  parseValue: dayOf,
  parseLiteral: (node) => dayOf(textOf(node)),
});

/** An instant, ISO 8601 with its offset; sent in UTC. In code: a `Date`. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant, as ISO 8601 with its offset from UTC: `2026-05-04T09:00:00Z`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: (value) => (value instanceof Date ? value : instantOf(value)).toISOString(),
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(textOf(node)),
});

function dayOf(value: unknown): string {
  if (typeof value !== 'string' || !DAY.test(value) || !existsInCalendar(value)) throw new GraphQLError(NOT_A_DAY);
  return value;
}

function instantOf(value: unknown): Date {
  if (typeof value !== 'string' || !INSTANT.test(value) || !existsInCalendar(value.slice(0, 10))) {
    throw new GraphQLError(NOT_AN_INSTANT);
  }
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw new GraphQLError(NOT_AN_INSTANT);
  return instant;
}

/** A `Date` with a time of day would be another day for half of the readers: it is refused rather than cut. */
function dayAtMidnight(value: Date): string {
  const text = Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (!text.endsWith('T00:00:00.000Z')) throw new GraphQLError(NOT_A_DAY);
  return text.slice(0, 10);
}

/** `Date` lets 30 February roll over into March; coming back as another day tells it. */
function existsInCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function textOf(node: ValueNode): string | null {
  return node.kind === Kind.STRING ? node.value : null;
}

// Messages never hold the value: it may be a date of birth.
const NOT_A_DAY = 'a `Date` is a day that exists, as `YYYY-MM-DD`';
const NOT_AN_INSTANT = 'a `DateTime` is an instant that exists, in ISO 8601 with its offset';

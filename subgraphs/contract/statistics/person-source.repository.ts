import { binOf, type Dimension } from '../../../disclosure/dimensions.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';
import type { PeriodDays } from '../../../disclosure/periods.ts';
import { Prisma, type PrismaClient } from '../../../prisma/generated/body/client.ts';
import { ageBand } from '../derived.ts';
import type { CountedPerson } from './count-persons.ts';

/** One record of a person that an indicator counts; several where she has several. */
interface Row {
  readonly person: string;
  readonly commune: string | null;
  readonly birth: Date | null;
  readonly household: string | null;
  readonly one: string | null;
  readonly other: string | null;
  readonly amount: number | null;
}

/** What is counted, and the dimensions that its two words are bins of. */
interface Source {
  readonly records: (days: PeriodDays) => Prisma.Sql;
  readonly one?: Dimension;
  readonly other?: Dimension;
}

const NOTHING = Prisma.sql`NULL::text AS one, NULL::text AS other, NULL::int AS amount`;

/** The records behind each indicator that has a source, by its code; intervals are half-open. */
const SOURCES: Readonly<Record<string, Source>> = {
  N1: {
    records: ({ from, to }) => Prisma.sql`
      SELECT person_id, topic AS one, NULL::text AS other, NULL::int AS amount FROM first_reception
       WHERE received_on >= ${from}::date AND received_on < ${to}::date`,
    one: 'THEME',
  },
  N2: {
    records: ({ from, to }) => Prisma.sql`
      SELECT person_id, ${NOTHING} FROM follow_up
       WHERE opened_on < ${to}::date AND (closed_on IS NULL OR closed_on > ${from}::date)`,
  },
  N3: {
    records: ({ from, to }) => Prisma.sql`
      SELECT person_id, kind::text AS one, NULL::text AS other, amount FROM ccas_aid
       WHERE granted_on >= ${from}::date AND granted_on < ${to}::date`,
    one: 'AID_KIND',
  },
  F1: {
    records: ({ from, to }) => Prisma.sql`
      SELECT person_id, fund::text AS one, status::text AS other, CASE WHEN status = 'GRANTED' THEN amount END AS amount
        FROM fund_application
       WHERE requested_on >= ${from}::date AND requested_on < ${to}::date`,
    one: 'FUND',
    other: 'FUND_STATUS',
  },
  P1: {
    records: ({ from, to }) => Prisma.sql`
      SELECT person_id, ${NOTHING} FROM apa_entitlement
       WHERE status IN ('OPEN', 'SUSPENDED', 'CLOSED') AND valid_from < ${to}::date
         AND (valid_to IS NULL OR valid_to > ${from}::date)`,
  },
  I1: {
    records: ({ from, to }) => Prisma.sql`
      SELECT person_id, ${NOTHING} FROM worrying_information
       WHERE received_at >= ${from}::timestamp AT TIME ZONE 'Europe/Paris'
         AND received_at < ${to}::timestamp AT TIME ZONE 'Europe/Paris'`,
  },
};

/** How many records are read at a time. */
const PAGE = 50_000;

/** Every person that an indicator counts in a period, each once, with her bins as of its last day. */
export async function* readPersons(
  prisma: PrismaClient,
  indicator: Indicator,
  days: PeriodDays,
  perPage = PAGE,
): AsyncGenerator<CountedPerson> {
  const source = SOURCES[indicator.code];
  if (!source) throw new Error(`the indicator \`${indicator.code}\` has no source`);
  const lastDay = dayBefore(days.to);
  let after = '';
  let held: Row[] = [];
  for (;;) {
    const rows = await prisma.$queryRaw<Row[]>(page(source, days, lastDay, after, perPage));
    for (const row of rows) {
      if (held[0] && held[0].person !== row.person) {
        yield countedOf(source, held, lastDay);
        held = [];
      }
      held.push(row);
    }
    if (rows.length < perPage) break;
    // Whoever stands at the end of a page may go on in the next one: it begins with her again, from her first record.
    const last = held[0]!.person;
    after = rows.findLast((row) => row.person !== last)?.person ?? refuseCrowd();
    held = [];
  }
  if (held.length > 0) yield countedOf(source, held, lastDay);
}

function refuseCrowd(): never {
  throw new Error('one person has more records than a page holds');
}

/** Persons are compared byte by byte, so that the order is the same in every database. */
function page({ records }: Source, days: PeriodDays, last: string, after: string, perPage: number): Prisma.Sql {
  return Prisma.sql`
    WITH counted AS (${records(days)})
    SELECT counted.person_id AS person, contact.commune_code AS commune, person.birth_date AS birth,
           home.kind AS household, counted.one, counted.other, counted.amount
      FROM counted
      JOIN person ON person.id = counted.person_id
      LEFT JOIN contact ON contact.person_id = counted.person_id
      LEFT JOIN LATERAL (${household(last)}) AS home ON true
     WHERE counted.person_id COLLATE "C" > ${after}
     ORDER BY counted.person_id COLLATE "C"
     LIMIT ${perPage}`;
}

/** The household that the person is in on a day, as this body knows it; of two, the first by its id. */
function household(day: string): Prisma.Sql {
  const current = (membership: string) => {
    const name = Prisma.raw(membership);
    return Prisma.sql`(${name}.valid_from IS NULL OR ${name}.valid_from <= ${day}::date)
                  AND (${name}.valid_to IS NULL OR ${name}.valid_to > ${day}::date)`;
  };
  return Prisma.sql`
    SELECT CASE
             WHEN others > 0 OR adults = 0 THEN 'OTHER'
             WHEN adults = 1 AND children = 0 THEN 'ALONE'
             WHEN adults = 2 AND children = 0 THEN 'COUPLE'
             WHEN adults = 1 THEN 'SINGLE_PARENT'
             WHEN adults = 2 THEN 'COUPLE_WITH_CHILDREN'
             ELSE 'OTHER' END AS kind
      FROM (SELECT count(*) FILTER (WHERE member.role IN ('APPLICANT', 'SPOUSE')) AS adults,
                   count(*) FILTER (WHERE member.role = 'CHILD') AS children,
                   count(*) FILTER (WHERE member.role = 'OTHER') AS others
              FROM membership AS mine
              JOIN membership AS member ON member.household_id = mine.household_id AND ${current('member')}
             WHERE mine.person_id = counted.person_id AND ${current('mine')}
             GROUP BY mine.household_id
             ORDER BY mine.household_id
             LIMIT 1) AS members`;
}

function countedOf(source: Source, rows: readonly Row[], last: string): CountedPerson {
  return {
    person: rows[0]!.person,
    amounts: rows.map(({ amount }) => amount),
    rows: rows.map((row) => ({
      COMMUNE: binOf('COMMUNE', row.commune),
      AGE_BAND: binOf('AGE_BAND', ageBand(row.birth, last)),
      HOUSEHOLD_TYPE: binOf('HOUSEHOLD_TYPE', row.household),
      ...(source.one && { [source.one]: binOf(source.one, row.one) }),
      ...(source.other && { [source.other]: binOf(source.other, row.other) }),
    })),
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

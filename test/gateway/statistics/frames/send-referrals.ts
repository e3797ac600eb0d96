import type pg from 'pg';

/** A referral of the world of a test, with what matters to its figures. */
export interface SentReferral {
  readonly id: string;
  readonly subjects: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly sentAt: string;
  readonly ackDueOn: string;
  /** Null: it is still `SENT`. */
  readonly acknowledgedAt: string | null;
}

/** Writes them as they would stand in the hub's database. */
export async function sendReferrals(hub: pg.Pool, referrals: readonly SentReferral[]): Promise<void> {
  const column = <Name extends keyof SentReferral>(name: Name) => referrals.map((each) => each[name]);
  await hub.query(
    `INSERT INTO referral (id, number, kind, purpose, reason_code, urgency, sender_body, recipient_body, created_on, sent_at,
                           ack_due_on, acknowledged_at, state)
     SELECT id, 'N-' || id, kind, 'REFERRAL', 'HOUSING', 'NORMAL', sender, recipient, sent_at::date, sent_at, due,
            acknowledged, CASE WHEN acknowledged IS NULL THEN 'SENT' ELSE 'RECEIVED' END
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::date[], $7::timestamptz[])
         AS given(id, kind, sender, recipient, sent_at, due, acknowledged)`,
    [
      ...[column('id'), column('kind'), column('from'), column('to'), column('sentAt'), column('ackDueOn')],
      column('acknowledgedAt'),
    ],
  );
  const about = referrals.flatMap(({ id, subjects }) => subjects.map((subject) => [id, subject] as const));
  await hub.query(
    'INSERT INTO referral_subject (referral_id, subject) SELECT * FROM unnest($1::text[], $2::text[]) AS about',
    [about.map(([id]) => id), about.map(([, subject]) => subject)],
  );
}

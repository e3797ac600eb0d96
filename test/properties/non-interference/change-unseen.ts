import type { Dice } from '../federation/dice.ts';
import { CODES } from './agents.ts';
import {
  rollCase,
  rollConsent,
  rollContestation,
  rollFile,
  rollOthers,
  rollReferral,
  rollTrace,
  rollWorry,
  say,
} from './roll-world.ts';
import { createSight, type Sight } from './sight.ts';
import type { Asker } from './surroundings.ts';
import { HOLDS_NOTHING, joinRows, noRows, type Rows, subjectNamed, type World } from './world.ts';

/** How much was changed, by kind: a world that differs in nothing shows nothing. */
export type Changes = Readonly<Record<'removed' | 'altered' | 'added' | 'protected', number>>;

/**
 * Another world, which differs in what the caller may not see and in nothing else: rows taken away, altered and added,
 * another content of every field that is withheld from her, and addresses whose protection is kept silent.
 */
export function changeUnseen(dice: Dice, world: World, asker: Asker): { world: World; changes: Changes } {
  const count = { removed: 0, altered: 0, added: 0, protected: 0 };
  const seen = createSight(world, asker);
  const lessened = lessen(dice, world, seen, count);
  const whole = add(dice, lessened, asker, count);
  const silenced = flipProtection(dice, whole, asker, count);
  const [before, after] = [seen, createSight(silenced.world, asker)];
  const isHidden = (record: string, path: string) =>
    before.hidesContent(record, path) && after.hidesContent(record, path);
  const households = [...world.households].map(([id, members]): [string, readonly string[]] => {
    const isUnseen = isHidden(`Person ${id}`, 'household.members');
    return [id, isUnseen ? members.toReversed().slice(dice.upTo(1)) : members];
  });
  return {
    world: {
      ...silenced.world,
      households: new Map(households),
      salt(record, path) {
        if (silenced.emptied.has(record) && SILENCED.test(path)) return HOLDS_NOTHING;
        return isHidden(record, path) ? 1 : 0;
      },
    },
    changes: count,
  };
}

type Count = { -readonly [Kind in keyof Changes]: number };

function lessen(dice: Dice, world: World, sight: Sight, count: Count): World {
  const rows = structuredClone(world.rows);
  /** Leaves what is seen alone; of the rest, takes away some, and alters what is left in nothing that ties anybody. */
  function sift<Row>(all: readonly Row[], hides: (row: Row) => boolean, alter: (row: Row) => Row): Row[] {
    return all.flatMap((row) => {
      if (!hides(row)) return [row];
      if (dice.oneIn(2)) {
        count.removed += 1;
        return [];
      }
      count.altered += 1;
      return [alter(row)];
    });
  }
  rows.person_link = sift(rows.person_link, sight.hidesFile, (row) => ({ ...row, status: 'PROPOSED' }));
  rows.shared_case = sift(rows.shared_case, sight.hidesCase, (row) => ({ ...row, opened_on: '2026-03-02' }));
  rows.referral = sift(rows.referral, sight.hidesReferral, (row) => ({
    ...row,
    urgency: 'URGENT_48H',
    created_on: '2026-04-02',
  }));
  rows.consent = sift(rows.consent, sight.hidesConsent, (row) => ({ ...row, withdrawn_at: '2026-05-03T08:00:00Z' }));
  rows.access_record = sift(rows.access_record, sight.hidesTrace, (row) => ({ ...row, decision: 'PERMIT', count: 9 }));
  rows.recipient_notice = sift(rows.recipient_notice, sight.hidesNotice, (row) => ({
    ...row,
    at: '2026-04-02T08:00:00Z',
  }));
  rows.emergency_access = sift(rows.emergency_access, sight.hidesEmergency, (row) => ({
    ...row,
    verdict: 'JUSTIFIED',
  }));
  rows.contestation = sift(rows.contestation, sight.hidesContestation, (row) => ({
    ...row,
    state: 'CLOSED',
    opened_at: '2026-04-02T08:00:00Z',
  }));
  rows.worrying_information = sift(rows.worrying_information, sight.hidesWorry, (row) => ({
    ...row,
    in_danger_or_risk: !row.in_danger_or_risk,
    state: 'RECEIVED',
  }));
  rows.coordination_notice = sift(rows.coordination_notice, sight.hidesCoordination, (row) => ({
    ...row,
    aggravation_noted: !row.aggravation_noted,
  }));
  rows.benefit_application = sift(rows.benefit_application, sight.hidesApplication, (row) => ({ ...row, kind: 'APA' }));
  rows.decision_fact = sift(
    rows.decision_fact,
    ({ subject }) => sight.hidesWords(subject),
    (row) => ({ ...row, value: row.value === 'no' ? 'yes' : row.value }),
  );
  return { ...world, rows: withoutOrphans(rows) };
}

function withoutOrphans(rows: Rows): Rows {
  const cases = new Set(rows.shared_case.map(({ id }) => id));
  const referrals = new Set(rows.referral.map(({ id }) => id));
  const emergencies = new Set(rows.emergency_access.map(({ id }) => id));
  const contestations = new Set(rows.contestation.map(({ id }) => id));
  const worries = new Set(rows.worrying_information.map(({ id }) => id));
  return {
    ...rows,
    emergency_review: rows.emergency_review.filter((row) => emergencies.has(row.emergency_id)),
    contestation_act: rows.contestation_act.filter((row) => contestations.has(row.contestation_id)),
    worrying_information_child: rows.worrying_information_child.filter((row) => worries.has(row.information_id)),
    case_subject: rows.case_subject.filter((row) => cases.has(row.case_id)),
    case_participant: rows.case_participant.filter((row) => cases.has(row.case_id)),
    referral_subject: rows.referral_subject.filter((row) => referrals.has(row.referral_id)),
    referral_payload_field: rows.referral_payload_field.filter((row) => referrals.has(row.referral_id)),
  };
}

/** Rolls rows that might have been there as well, and keeps those that the caller would not see. */
function add(dice: Dice, world: World, asker: Asker, count: Count): World {
  let grown = world;
  for (let n = 0; n < 8; n += 1) {
    const rows = noRows();
    rollOne(dice, grown.rows, rows, n);
    const next = { ...grown, rows: joinRows(grown.rows, rows) };
    if (!isUnseen(rows, createSight(next, asker))) continue;
    count.added += 1;
    grown = next;
  }
  return grown;
}

function rollOne(dice: Dice, there: Rows, rows: Rows, n: number): void {
  const id = `X-${n}`;
  const roll = dice.upTo(9);
  if (roll === 0) rollFile(dice, rows, subjectNamed(dice.between(1, 8)), dice.of(CODES), id);
  else if (roll <= 2) rollCase(dice, rows, `SP-${id}`);
  else if (roll === 3) rollReferral(dice, rows, `R-${id}`);
  else if (roll === 4) rollConsent(dice, rows, `C-${id}`);
  else if (roll === 5) rollTrace(dice, rows, 100 + n);
  else if (roll === 6) rollOthers(dice, rows, id);
  else if (roll === 7) rollWorry(dice, rows, id);
  else {
    // Of something that there is already.
    const among = { ...there, contestation: rows.contestation, contestation_act: rows.contestation_act };
    rollContestation(dice, among, id);
  }
}

function isUnseen(rows: Rows, sight: Sight): boolean {
  return (
    rows.person_link.every(sight.hidesFile) &&
    rows.shared_case.every(sight.hidesCase) &&
    rows.referral.every(sight.hidesReferral) &&
    rows.consent.every(sight.hidesConsent) &&
    rows.access_record.every(sight.hidesTrace) &&
    rows.recipient_notice.every(sight.hidesNotice) &&
    rows.emergency_access.every(sight.hidesEmergency) &&
    rows.contestation.every(sight.hidesContestation) &&
    rows.worrying_information.every(sight.hidesWorry) &&
    rows.coordination_notice.every(sight.hidesCoordination) &&
    rows.benefit_application.every(sight.hidesApplication)
  );
}

/** What stays closed with a protected address, without a word. */
const SILENCED = /^(housing\.landlordName|education\.school|preEnrolment\.school)$/;

/**
 * Flips the protection of people whose address the caller is not given anyway. Where a field that is silent with it
 * would be released without it, only a protection that stands is lifted, and the owner then holds nothing there: a
 * landlord kept silent is to look like a landlord whom nobody knows.
 */
function flipProtection(dice: Dice, world: World, asker: Asker, count: Count) {
  const sight = createSight(world, asker);
  const rows = structuredClone(world.rows);
  const emptied = new Set<string>();
  for (const subject of new Set(rows.person_link.map((row) => row.subject))) {
    if (!sight.hidesProtection(subject) || dice.oneIn(3)) continue;
    const said = rows.decision_fact.filter((row) => row.subject === subject && row.word === 'PROTECTED_ADDRESS');
    const stands = said.length === 0 || said.some(({ value }) => value === 'yes');
    if (!stands && mightBeShown(world, sight, subject, asker)) continue;
    count.protected += 1;
    if (said.length === 0) say(rows, subject, dice.of(CODES), 'PROTECTED_ADDRESS', 'no');
    for (const row of said) row.value = stands ? 'no' : 'yes';
    const files = rows.person_link.filter((row) => row.subject === subject && row.body_code !== asker.body);
    if (stands) for (const { id } of files) emptied.add(`Person ${id}`);
  }
  return { world: { ...world, rows }, emptied };
}

function mightBeShown({ rows }: World, sight: Sight, subject: string, { body }: Asker): boolean {
  return rows.person_link
    .filter((row) => row.subject === subject && row.status === 'CONFIRMED' && row.body_code !== body)
    .some(({ id, body_code }) => {
      const paths = ['housing.landlordName', 'education.school'];
      if (body_code.startsWith('COMMUNE')) paths.push('preEnrolment.school');
      return paths.some((path) => !sight.hidesContent(`Person ${id}`, path));
    });
}

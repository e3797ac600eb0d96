import type { GraphQLSchema } from 'graphql';
import { PERSONS } from '../../../development/agents.ts';
import { PURPOSES, type Purpose } from '../../../schema/vocabulary.ts';
import type { Dice } from '../federation/dice.ts';
import { AGENTS, CODES } from './agents.ts';
import { type Changes, changeUnseen } from './change-unseen.ts';
import { type Heard, type Question, rollQuestion, type Seat } from './question.ts';
import { rollAgent, rollWorld } from './roll-world.ts';
import type { Asker, Received, Surroundings } from './surroundings.ts';
import { subjectNamed, type World } from './world.ts';

/** Two answers to one question of one caller, in two worlds that differ in what she may not see. */
export interface Pair {
  readonly asker: Asker;
  readonly question: Question;
  readonly one: Received;
  readonly other: Received;
  readonly changes: Changes;
}

/** Asks the questions of one caller in one world and in the other. `between` is told when a world has been put in place. */
export async function compareWorlds(
  dice: Dice,
  o: { surroundings: Surroundings; schema: GraphQLSchema; questions: number; between?: () => void },
): Promise<readonly Pair[]> {
  const { surroundings, schema } = o;
  const world = rollWorld(dice);
  const asker = rollAsker(dice, world);
  // Somebody else asks the same just before: whatever she was told is no business of the caller's.
  const earlier = rollAsker(dice, world);
  const { world: other, changes } = changeUnseen(dice, world, asker);
  const heard = heardOf(asker, world, other);
  const questions = [...Array(o.questions)].map(() => rollQuestion(dice, schema, heard));

  async function askIn(place: World): Promise<readonly Received[]> {
    await surroundings.put(place);
    o.between?.();
    await surroundings.ask(earlier, questions[0]!);
    return Promise.all(questions.map((question) => surroundings.ask(asker, question)));
  }
  const [ones, others] = [await askIn(world), await askIn(other)];
  return questions.map((question, i) => ({ asker, question, one: ones[i]!, other: others[i]!, changes }));
}

/** Mostly somebody who takes part in something, for the purpose of it. */
function rollAsker(dice: Dice, { rows }: World): Asker {
  const mission = dice.oneIn(7) ? dice.of([...rows.shared_case, ...rows.referral].map(({ id }) => id)) : null;
  const necessary = dice.oneIn(5) ? 'IDENTITY, HOUSING, HOUSEHOLD; reason=ASSESSMENT' : null;
  const over = { mission: mission ?? null, necessary, self: [], represents: false };
  if (dice.oneIn(8)) {
    const self = [subjectNamed(dice.between(1, 6))];
    const represents = dice.oneIn(3);
    const person = { agent: 'a-person', body: PERSONS, bodyKind: 'NONE', service: null } as const;
    return { ...over, ...person, profession: 'SUBJECT', purpose: 'SUBJECT_RIGHTS', self, represents };
  }
  const controls = dice.oneIn(6);
  const involved = [
    ...rows.case_participant.map(({ agent, case_id }) => ({
      agent,
      purpose: rows.shared_case.find(({ id }) => id === case_id)?.purpose,
    })),
    ...rows.referral.flatMap(({ sender_agent, recipient_agent, purpose }) => [
      { agent: sender_agent, purpose },
      { agent: recipient_agent, purpose },
    ]),
  ];
  const one = dice.of(involved);
  const named = AGENTS.find(({ agent }) => agent === one?.agent);
  const officers = AGENTS.filter(({ profession }) => profession === 'CONSENT_OFFICER' || profession === 'DPO');
  const agent = controls ? dice.of(officers) : named === undefined || dice.oneIn(8) ? rollAgent(dice) : named;
  const purpose = controls ? 'AUDIT' : dice.oneIn(6) ? dice.of(PURPOSES) : ((one?.purpose ?? 'CASE') as Purpose);
  return { ...over, ...agent, purpose };
}

/** Ids of both worlds; half of them of what she works on herself. */
function heardOf(asker: Asker, ...worlds: readonly World[]): Heard {
  const of = <Row>(pick: (world: World) => readonly Row[]) => worlds.flatMap(pick);
  const id = (row: { id: string }) => row.id;
  const cases = of(({ rows }) => rows.case_participant)
    .filter(({ agent }) => agent === asker.agent)
    .map((row) => row.case_id);
  const referrals = of(({ rows }) => rows.referral)
    .filter((row) => [row.sender_agent, row.recipient_agent].includes(asker.agent))
    .map(id);
  const subjects = of(({ rows }) => [
    ...rows.case_subject.filter((row) => cases.includes(row.case_id)).map(({ subject }) => subject),
    ...rows.referral_subject.filter((row) => referrals.includes(row.referral_id)).map(({ subject }) => subject),
    ...asker.self,
  ]);
  const bodies = of(({ rows }) => [
    ...rows.case_participant.filter((row) => cases.includes(row.case_id)).map((row) => row.body_code),
    ...rows.referral
      .filter((row) => referrals.includes(row.id))
      .flatMap((row) => [row.sender_body, row.recipient_body]),
  ]);
  // What her own body holds does not cross.
  const files = of(({ rows }) => rows.person_link)
    .filter(({ subject, body_code }) => subjects.includes(subject) && body_code !== asker.body)
    .filter(({ body_code }) => bodies.includes(body_code) || asker.self.length > 0)
    .map(id);
  const dated = of(({ rows }) => [
    ...rows.shared_case.map((row) => [row.opened_on, row.id]),
    ...rows.referral.map((row) => [row.created_on, row.id]),
    ...rows.consent.map((row) => [row.granted_at, row.id]),
    ...rows.access_record.map((row) => [row.at, row.id]),
    ...rows.contestation.map((row) => [row.opened_at, row.id]),
  ]);
  const unique = (all: readonly string[]) => [...new Set(all)];
  const own = of(({ rows }) => rows.person_link).filter(({ body_code }) => body_code === asker.body);
  return {
    seat: seatOf(asker),
    ids: {
      Person: often(files, unique(of(({ rows }) => rows.person_link.map(id)))),
      SharedCase: often(cases, unique(of(({ rows }) => rows.shared_case.map(id)))),
      Referral: often(referrals, unique(of(({ rows }) => rows.referral.map(id)))),
      Consent: unique(of(({ rows }) => rows.consent.map(id))),
      OwnFile: often(unique(own.map(id)), unique(of(({ rows }) => rows.person_link.map(id)))),
      Contestation: unique(of(({ rows }) => rows.contestation.map(id))),
      AccessRecord: unique(of(({ rows }) => rows.access_record.map(id))),
      DecisionFact: unique(of(({ rows }) => rows.decision_fact.map(id))),
      Body: CODES,
    },
    cursors: unique(
      dated.map(([at = '', id]) => Buffer.from(`${new Date(at).toISOString()} ${id}`).toString('base64url')),
    ),
  };
}

const OFFICES: ReadonlySet<string> = new Set(['CONSENT_OFFICER', 'DPO']);

/** As what somebody asks. */
export function seatOf({ self, purpose, profession }: Pick<Asker, 'self' | 'purpose' | 'profession'>): Seat {
  if (self.length > 0) return 'PERSON';
  return purpose === 'AUDIT' && OFFICES.has(profession) ? 'OFFICE' : 'AGENT';
}

/** All of them, and some as often again as all the others together. */
function often(some: readonly string[], all: readonly string[]): readonly string[] {
  return [...all, ...all.flatMap((_, i) => some[i % some.length] ?? [])];
}

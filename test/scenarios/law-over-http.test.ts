import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { SCHOOL, writeGiven } from './given.ts';
import { type Check, readChecks } from './read-checks.ts';
import { READS, READS_UNDER, type Read } from './reads.ts';

/** Whose file is read, by owner: the person of the scenario, or of the one check that speaks of another. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  S05: { CCAS_LONGVIC: '6044' },
  S08: { DEPT_92: '92-30417' },
  S13: { CCAS_SCEAUX: 'S4471' },
  S19: { DEPT_21: 'D-7725', CCAS_LONGVIC: '3918' },
  S20: { DEPT_21: 'D-7725', CCAS_LONGVIC: '3918' },
  S21: { DEPT_21: 'D-7725', COMMUNE_LONGVIC: 'L-OF-AGE' },
  'S21 EMPLOYMENT (from COMMUNE_LONGVIC) to AG-12 mission locale, Nina alone at 17': { COMMUNE_LONGVIC: 'L-77130' },
  'S21 same for a 15-year-old alone': { COMMUNE_LONGVIC: 'L-FIFTEEN' },
  S24: { DEPT_21: 'D-7061' },
  S26: { CCAS_LONGVIC: '7781' },
  S27: { DEPT_21: 'D-6190' },
  S30: { COMMUNE_LONGVIC: 'L-90273' },
  S31: { DEPT_21: 'D-5512' },
  S33: { DEPT_21: 'D-5049', CCAS_LONGVIC: '7356', COMMUNE_LONGVIC: 'L-84461' },
};

/** What the caller says of her mission, where several tie her. */
const MISSION: Readonly<Record<string, string>> = {
  'S19 AG-02b when parents neither informed nor exempted': 'SP-19-UNTOLD',
};

/** Fields that the body named does hold about the person: what crosses is seen, not only asked for. */
const HELD = new Set([
  'S05 HOUSING',
  'S13 IDENTITY',
  'S19 HOUSING',
  'S19 CHILD_PROTECTION',
  'S19 HEALTH',
  'S21 HOUSEHOLD',
  'S21 DISABILITY',
  'S21 EMPLOYMENT',
  'S24 HOUSEHOLD',
  'S27 CONTACT',
  'S30 EDUCATION',
  'S33 CONTACT',
]);

const checks = readChecks().filter(
  ({ scenario, check, category }) =>
    READS[category] && (FILES[`${scenario} ${check}`] ?? FILES[scenario]) && !isElsewhere(scenario, category),
);

/** S08 has its own tests beside this one, but for child protection. */
function isElsewhere(scenario: string, category: string): boolean {
  return scenario === 'S08' && category !== 'CHILD_PROTECTION';
}

let territory: Territory;
let world: World;
let now: World;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00') });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  now = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  await writeGiven(world);
});
afterEach(() => now?.undo());
afterAll(async () => {
  await now?.close();
  await world?.close();
  await territory?.close();
});

/** What holds for one check alone: its accords as they stand in the inputs, and the facts that it names. */
async function give(check: Check, file: string): Promise<void> {
  const at = parisInstant(check.at);
  for (const said of check.consents) {
    await now.consent(file, {
      ...{ categories: said.categories, explicitCategories: said.explicit, purposes: said.purposes },
      ...{ fromBodies: said.from, toBodies: said.to, grantedBy: said.grantedBy },
      ...{ validFrom: parisInstant(said.validFrom), validTo: parisInstant(said.validTo) },
      grantedAt: parisInstant(said.grantedAt),
      withdrawnAt: said.withdrawnAt === null ? null : parisInstant(said.withdrawnAt),
    });
  }
  const { described, scenario } = check;
  if (described && described.profession !== 'SUBJECT' && check.agent !== 'AG-02b') {
    const { secrecy, communities } = described;
    await now.habilitate(check.agent, described.body, described.profession, {
      serviceCode:
        described.body === 'DEPT_21' ? 'ESCO_LONGVIC' : described.body === 'CCAS_LONGVIC' ? 'ACCOMPAGNEMENT' : null,
      ...(secrecy && { secrecy }),
      ...(communities && { communities: communities.filter((each) => each !== 'NONE') }),
    });
  }
  if (check.facts.includes('PROTECTED_ADDRESS')) await now.say(file, 'PROTECTED_ADDRESS', 'yes');
  if (check.facts.includes('EMERGENCY_DECLARED')) {
    await now.declareEmergency(file, check.agent, check.agent === 'AG-05' ? 'COMMUNE_LONGVIC' : 'CCAS_LONGVIC', at);
  }
  if (scenario === 'S20') await now.transmit(file, 'CCAS_LONGVIC', 'DEPT_21', parisInstant('2026-05-04T09:00'));
  if (scenario === 'S13') await now.denounce('P-92-SCEAUX', 'COMMUNE_SCEAUX', '2026-09-01');
  if (scenario === 'S30') {
    await now.designate('DES-30', 'AG-01', 'DEPT_21', SCHOOL, check.missionLink ? '2027-09-01' : '2026-09-01');
  }
}

describe.each(checks)('$scenario $check', (check) => {
  const { decision, rule, reason, transform } = check.expected;
  const { selection, field } = (READS_UNDER[`${transform ?? rule} ${check.category}`] ?? READS[check.category]) as Read;
  const local = (FILES[`${check.scenario} ${check.check}`] ?? FILES[check.scenario])?.[check.owner] ?? '';
  const file = `${check.owner}:${local}`;

  async function ask(id: string) {
    territory.setClock(parisInstant(check.at));
    const { body } = check.described ?? {};
    const isPerson = check.described?.profession === 'SUBJECT';
    const token = isPerson
      ? await territory.signToken({
          ...{ agent: 'her own identity', body: 'PERSONNES', now: new Date() },
          claims: { subject: await world.subjectOf(file) },
        })
      : body && check.agent !== 'AG-02b'
        ? await territory.signToken({ agent: check.agent, body, now: new Date() })
        : undefined;
    return territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
      ...{ agent: check.agent, purpose: check.purpose, variables: { id } },
      ...(token && { token }),
      ...(MISSION[`${check.scenario} ${check.check}`] && { mission: MISSION[`${check.scenario} ${check.check}`]! }),
      headers: { 'x-necessary': `${check.category}; reason=ASSESSMENT` },
    });
  }

  test(`${decision} ${rule} ${reason ?? ''}`, async () => {
    await give(check, file);
    const answer = await ask(file);
    const received = [...territory.received];
    expect(answer.body.errors).toBeUndefined();
    const lines = await territory.linesOf(answer.operation);
    // What stands above a field is decided with it, and leaves a line of its own.
    expect(lines.filter(({ category }) => category === check.category || decision === 'DENY')).toEqual([
      expect.objectContaining({
        ...{ owner: check.owner, category: check.category, decision, rule, reason },
        transform: decision === 'PERMIT' ? (transform ?? 'NONE') : null,
        subject: await world.subjectOf(file),
      }),
    ]);

    if (decision === 'PERMIT') {
      expect(answer.body.extensions).toBeUndefined();
      const { person } = dataOf<{ person: Record<string, unknown> }>(answer);
      expect(person).toHaveProperty(field);
      if (HELD.has(`${check.scenario} ${check.category}`)) expect(person[field]).not.toBeNull();
      // What only a Département has, no CCAS is asked for.
      const isServed = !(field === 'worryingInformation' && check.owner === 'CCAS_LONGVIC');
      expect(received.map(({ body }) => body)).toEqual(isServed ? [check.owner] : []);
      for (const request of received) expect(request.query).toContain(field);
      return;
    }
    expect(received).toEqual([]);
    if (answer.body.data?.person === null) {
      // Nothing ties her, so the person that there is and one that there is not are the same bytes.
      expect(answer.text).toBe((await ask(`${check.owner}:no-such-file`)).text);
      return;
    }
    expect(check.missionLink).toBe(true);
    const notice = check.category === 'CONTACT' ? { reason: 'withheld' } : { rule, reason };
    expect(answer.body.data).toEqual({ person: { [field]: null } });
    expect(answer.body.extensions).toEqual({
      decisions: [{ path: `person.${field}`, category: check.category, decision: 'DENY', ...notice }],
    });
  });
});

import { createHash, createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../consents/register.ts';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { asPerson } from './asking.ts';

const MORNING = parisInstant('2026-05-04T10:00');
const SERGE = 'CCAS_LONGVIC:1835';

let territory: Territory;
let world: World;
let serge: Asked;
beforeAll(async () => {
  territory = await openTerritory({ at: MORNING, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  serge = await asPerson(territory, world, SERGE);
});
afterEach(async () => {
  await territory.hubDatabase.query('DELETE FROM recipient_notice');
  await territory.hubDatabase.query('DELETE FROM consent WHERE subject = $1', [await world.subjectOf(SERGE)]);
  await world.undo();
  territory.setClock(MORNING);
});
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

const WIDE = {
  ...{ categories: ['HOUSING', 'IDENTITY', 'BUDGET_DEBT'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
  purposes: ['CASE', 'REFERRAL'],
};
const STATEMENT = 'id status categories withdrawnAt supersededBy { id } receipt receiptSignature';

interface Statement {
  readonly id: string;
  readonly status: string;
  readonly categories: readonly string[];
  readonly withdrawnAt: string | null;
  readonly receipt: string;
  readonly receiptSignature: string;
}

const withdraw = (id: string, asked = serge) =>
  territory.ask(`mutation($id: ID!) { withdrawConsent(id: $id, channel: ONLINE) { ${STATEMENT} } }`, {
    ...asked,
    variables: { id },
  });
const narrow = (id: string, input: object, asked = serge) =>
  territory.ask(
    `mutation($id: ID!, $input: NarrowConsentInput!) { narrowConsent(id: $id, channel: ONLINE, input: $input) { ${STATEMENT} } }`,
    { ...asked, variables: { id, input } },
  );
const withdrawn = (answer: HubAnswer) => dataOf<{ withdrawConsent: Statement }>(answer).withdrawConsent;
const narrowed = (answer: HubAnswer) => dataOf<{ narrowConsent: Statement }>(answer).narrowConsent;
const read = async (selection: string) => {
  const answer = await territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
    ...{ agent: 'AG-01', purpose: 'CASE', variables: { id: SERGE } },
  });
  return { asks: territory.received.length, line: (await territory.linesOf(answer.operation))[0] };
};
const noticesOf = async (id: string) =>
  (
    await territory.hubDatabase.query<{ body_code: string; kind: string }>(
      'SELECT body_code, kind FROM recipient_notice WHERE consent_id = $1',
      [id],
    )
  ).rows;

describe('a person withdraws what she agreed to', () => {
  test('in two steps, and nothing is asked of the owner once it is acknowledged', async () => {
    const id = await world.consent(SERGE, WIDE);
    expect(await read('housing { tenure }')).toMatchObject({ asks: 1, line: { decision: 'PERMIT', consent: id } });
    const { consents } = dataOf<{ me: { consents: readonly { id: string }[] } }>(
      await territory.ask('{ me { consents { id status } } }', serge),
    ).me;
    const answer = await withdraw(consents[0]!.id);
    expect(withdrawn(answer)).toMatchObject({ id, status: 'WITHDRAWN', withdrawnAt: MORNING.toISOString() });
    expect(await read('housing { tenure }')).toMatchObject({ asks: 0, line: { reason: 'CONSENT_WITHDRAWN' } });
    expect(await noticesOf(id)).toEqual([{ body_code: 'DEPT_21', kind: 'WITHDRAWN' }]);
    const lines = await territory.linesOf(answer.operation);
    expect(lines.map(({ category, decision, rule }) => `${category} ${decision} ${rule}`)).toContain(
      'CONSENT_RECORD PERMIT R004',
    );
  });

  test('and no answer that is written afterwards holds it, however many are on their way', async () => {
    const id = await world.consent(SERGE, WIDE);
    let acknowledged = Number.POSITIVE_INFINITY;
    const answers: { begun: number; released: boolean }[] = [];
    const readers = Array.from({ length: 4 }, async () => {
      while (performance.now() < acknowledged + 150) {
        const begun = performance.now();
        const answer = await territory.ask('query($id: ID!) { person(id: $id) { housing { tenure } } }', {
          ...{ agent: 'AG-01', purpose: 'CASE', variables: { id: SERGE } },
        });
        answers.push({ begun, released: /"tenure"/.test(answer.text) });
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await withdraw(id);
    acknowledged = performance.now();
    await Promise.all(readers);
    await read('housing { tenure }');
    expect(answers.some(({ released }) => released)).toBe(true);
    expect(answers.some(({ begun }) => begun > acknowledged)).toBe(true);
    expect(answers.filter(({ begun, released }) => released && begun > acknowledged)).toEqual([]);
  });

  test('only what is hers', async () => {
    const known = await withdraw('C-1');
    const unknown = await withdraw('no-such-accord');
    expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
    expect(known.text).toBe(unknown.text);
  });
});

describe('a person narrows what she agreed to', () => {
  test('what is left goes on, what is taken out stops, and whoever received it is told', async () => {
    const id = await world.consent(SERGE, WIDE);
    await read('birthName');
    const left = narrowed(await narrow(id, { withoutCategories: ['IDENTITY'], validTo: '2026-07-01' }));
    expect(left).toMatchObject({ status: 'ACTIVE', categories: ['HOUSING', 'BUDGET_DEBT'] });
    expect(await read('birthName')).toMatchObject({ asks: 0, line: { reason: 'CONSENT_SCOPE_MISMATCH' } });
    expect(await read('housing { tenure }')).toMatchObject({ asks: 1, line: { consent: left.id } });
    expect(await noticesOf(id)).toEqual([{ body_code: 'DEPT_21', kind: 'NARROWED' }]);
    territory.setClock(parisInstant('2026-07-01T00:00'));
    expect(await read('housing { tenure }')).toMatchObject({ asks: 0, line: { reason: 'CONSENT_EXPIRED' } });
  });

  test('a request that rested on what is taken out ends with it', async () => {
    const id = await world.consent(SERGE, WIDE);
    await world.refer(
      'R-NARROW',
      SERGE,
      { body: 'CCAS_LONGVIC' },
      { body: 'DEPT_21' },
      {
        ...{ kind: 'FICHE_LIAISON', purpose: 'REFERRAL', state: 'RECEIVED' },
      },
    );
    await narrow(id, { withoutPurposes: ['REFERRAL'] });
    const { rows } = await territory.hubDatabase.query(`SELECT state FROM referral WHERE id = 'R-NARROW'`);
    expect(rows).toEqual([{ state: 'WITHDRAWN' }]);
  });

  test('said twice it is done once, and of nothing it makes nothing', async () => {
    const id = await world.consent(SERGE, WIDE);
    const without = { withoutPurposes: ['REFERRAL'] };
    const first = narrowed(await narrow(id, without));
    expect(narrowed(await narrow(id, without)).id).toBe(first.id);
    expect(refusalOf(await narrow(id, { withoutPurposes: ['CASE'] }))).toEqual(['BAD_REQUEST', 'SUPERSEDES_NOTHING']);
    expect(refusalOf(await narrow(first.id, { withoutBodies: ['METRO_DIJON'] }))).toEqual([
      'BAD_REQUEST',
      'NARROWS_NOTHING',
    ]);
    expect(refusalOf(await narrow(first.id, { withoutBodies: ['DEPT_21'] }))).toEqual(['BAD_REQUEST', 'EMPTY']);
  });

  test('it never opens: an objection that she made since still holds', async () => {
    const id = await world.consent(SERGE, WIDE);
    await world.consent(SERGE, {
      ...{ kind: 'OBJECTION', categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
      ...{
        purposes: ['CASE'],
        grantedAt: parisInstant('2026-04-01T09:00'),
        validFrom: parisInstant('2026-04-01T09:00'),
      },
    });
    expect(await read('housing { tenure }')).toMatchObject({ line: { reason: 'SUBJECT_OBJECTED' } });
    await narrow(id, { withoutCategories: ['IDENTITY'] });
    expect(await read('housing { tenure }')).toMatchObject({ asks: 0, line: { reason: 'SUBJECT_OBJECTED' } });
    expect(refusalOf(await narrow(id, { validTo: '2020-01-01' }))).toEqual(['BAD_REQUEST', 'ENDS_BEFORE_IT_BEGINS']);
  });

  test('nobody does it in her place but the body that collected it', async () => {
    const id = await world.consent(SERGE, { ...WIDE, caseId: 'SP-10-B' });
    const other = await narrow(id, { withoutPurposes: ['REFERRAL'] }, { agent: 'AG-01', purpose: 'CASE' });
    expect(refusalOf(other)).toEqual(['BAD_REQUEST', 'NOT_YOURS_TO_NARROW']);
    expect(
      narrowed(await narrow(id, { withoutPurposes: ['REFERRAL'] }, { agent: 'AG-02', purpose: 'CASE' })),
    ).toMatchObject({
      status: 'ACTIVE',
    });
  });
});

/** The keys of a node that is no term of the context, and every term that has no prefix in it. */
function strayTerms(node: unknown, context: Readonly<Record<string, string>>): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((each) => strayTerms(each, context));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === '@context') return [];
    const terms = key === '@type' ? [String(value)] : [key];
    const stray = terms.filter(
      (term) => !term.startsWith('@') && !(context[term.split(':')[0] ?? ''] && term.includes(':')),
    );
    return [...stray, ...strayTerms(value, context)];
  });
}

describe('the receipt', () => {
  async function publicKey() {
    const { keys } = (await (await fetch(`${territory.hubUrl}/.well-known/jwks.json`)).json()) as {
      keys: { kid: string; kty: string; crv: string; x: string }[];
    };
    return keys[0]!;
  }
  async function isSigned({ receipt, receiptSignature }: Pick<Statement, 'receipt' | 'receiptSignature'>) {
    const [header = '', payload, signature = ''] = receiptSignature.split('.');
    expect(payload).toBe('');
    const jwk = await publicKey();
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      ...{ alg: 'EdDSA', typ: 'consent-receipt+jws', kid: jwk.kid },
    });
    const signed = Buffer.from(`${header}.${Buffer.from(receipt).toString('base64url')}`);
    return verify(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  }

  test('of an accord says all of it, in the words of TS 27560 and DPV, and names nobody', async () => {
    const id = await world.consent(SERGE, { ...WIDE, explicitCategories: ['HEALTH'] });
    const answer = await territory.ask(`query($id: ID!) { consent(id: $id) { ${STATEMENT} } }`, {
      ...serge,
      variables: { id },
    });
    const { consent } = dataOf<{ consent: Statement }>(answer);
    const receipt = JSON.parse(consent.receipt);
    expect(canonicalize(receipt)).toBe(consent.receipt);
    expect(strayTerms(receipt, receipt['@context'])).toEqual([]);
    expect(Object.values(receipt['@context']).every((iri) => /^https?:\/\//.test(String(iri)))).toBe(true);
    expect(receipt).toMatchObject({
      '@type': 'dpv:ConsentReceipt',
      'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#receipt' },
      'dpv:hasRecordOfActivity': {
        '@type': 'dpv:ConsentRecord',
        'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#record' },
        'dct:identifier': id,
        'dpv:hasConsentStatus': { '@id': 'dpv:ConsentGiven' },
        'dpv:hasLegalBasis': [{ '@id': 'eu-gdpr:A6-1-a' }, { '@id': 'eu-gdpr:A9-2-a' }],
        'dpv:hasProcess': {
          'dpv:hasPurpose': [{ '@id': 'urn:passerelle:purpose:CASE' }, { '@id': 'urn:passerelle:purpose:REFERRAL' }],
          'dpv:hasRecipient': [{ '@id': 'urn:passerelle:body:DEPT_21', '@type': 'dpv:Recipient' }],
          'dpv:hasDataSource': [{ '@id': 'urn:passerelle:body:CCAS_LONGVIC' }],
        },
      },
    });
    const subject = await world.subjectOf(SERGE);
    for (const named of [subject, SERGE, 'BERGER', 'AG-02']) expect(consent.receipt).not.toContain(named);
    expect(await isSigned(consent)).toBe(true);
    expect(await isSigned({ ...consent, receipt: consent.receipt.replace('HOUSING', 'HEALTH') })).toBe(false);
  });

  test('of a withdrawal says what ended, and when', async () => {
    const id = await world.consent(SERGE, WIDE);
    territory.setClock(parisInstant('2026-05-04T11:30'));
    const statement = withdrawn(await withdraw(id));
    const record = JSON.parse(statement.receipt)['dpv:hasRecordOfActivity'];
    const at = { '@type': 'xsd:dateTime', '@value': parisInstant('2026-05-04T11:30').toISOString() };
    expect(record).toMatchObject({
      'dpv:hasConsentStatus': { '@id': 'dpv:ConsentWithdrawn' },
      'dct:modified': at,
      'dpv:hasDuration': { 'schema:validThrough': at },
    });
    expect(record['dct:description']).toContain('C’est arrêté depuis le 4 mai 2026.');
    expect(await isSigned(statement)).toBe(true);
  });

  test('of two statements has nothing in common by which to tell that they are one person’s', async () => {
    const ids = [await world.consent(SERGE, WIDE), await world.consent(SERGE, WIDE)];
    const people = await Promise.all(
      ids.map(async (id) => {
        const answer = await territory.ask('query($id: ID!) { consent(id: $id) { receipt } }', {
          ...serge,
          variables: { id },
        });
        const { receipt } = dataOf<{ consent: { receipt: string } }>(answer).consent;
        return JSON.parse(receipt)['dpv:hasRecordOfActivity']['dpv:hasDataSubject']['@id'];
      }),
    );
    expect(new Set(people).size).toBe(2);
    expect(people).not.toContain(
      createHash('sha256')
        .update(await world.subjectOf(SERGE))
        .digest('hex'),
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSpelling } from '../../../gateway/journal/spelling.ts';
import { payloadWriter } from '../../../gateway/journal/write-payload.ts';
import { type AccessEntry, payloadOf } from '../../../transparency/access-entry.ts';
import { chooseSeed } from '../../support/seed.ts';
import { aContext, aRecord } from './some-records.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });

test('what the hub commits to is the record in its canonical spelling, whatever text stands in it', () => {
  const anOperation = fc.record({
    agent: text,
    agentBody: text,
    queryHash: text,
    ruleSetVersion: text,
    operation: fc.uuid(),
  });
  const maybe = fc.record({ partnerSystem: fc.option(text), mission: fc.option(text) });
  const aLine = fc.record({ owner: text, subject: fc.option(text), count: fc.nat() });
  const aDecision = fc.record({ rule: text, consent: fc.option(text), instrument: fc.option(text) });
  const instants = fc.tuple(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }));
  fc.assert(
    fc.property(
      anOperation,
      maybe,
      aLine,
      aDecision,
      fc.uuid(),
      instants,
      (operation, some, line, decided, id, [at, recordedAt]) => {
        const context = aContext({ ...operation, ...some, at });
        const write = payloadWriter(context, at.toISOString(), recordedAt.toISOString(), createSpelling());
        const payload = write(aRecord({ ...line, decision: { ...aRecord().decision, ...decided } }), id);
        const entry = JSON.parse(payload) as AccessEntry;
        expect(entry).toMatchObject({
          ...operation,
          ...some,
          subject: line.subject,
          ownerBody: line.owner,
          count: line.count,
          ...decided,
          id,
        });
        expect(payload).toBe(payloadOf({ ...entry, at, recordedAt }));
      },
    ),
    { seed: chooseSeed(), numRuns: 500 },
  );
});

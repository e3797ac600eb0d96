import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writePayload } from '../../../gateway/journal/journal.repository.ts';
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
  const instants = fc.tuple(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }));
  fc.assert(
    fc.property(anOperation, maybe, aLine, instants, (operation, some, line, [at, recordedAt]) => {
      const context = aContext({ ...operation, ...some, at });
      const payload = writePayload(context, aRecord(line), at.toISOString(), recordedAt.toISOString());
      const entry = JSON.parse(payload) as AccessEntry;
      expect(entry).toMatchObject({
        ...operation,
        ...some,
        subject: line.subject,
        ownerBody: line.owner,
        count: line.count,
      });
      expect(payload).toBe(payloadOf({ ...entry, at, recordedAt }));
    }),
    { seed: chooseSeed(), numRuns: 500 },
  );
});

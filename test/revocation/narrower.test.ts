import { describe, expect, test } from 'vitest';
import { AccessLog } from '../../gateway/crossing/access.ts';
import { isNarrower } from '../../gateway/crossing/decide-again.ts';
import type { Decision } from '../../gateway/policy/decision.ts';

const RELEASED: Decision = {
  effect: 'PERMIT',
  rule: 'R501',
  reason: null,
  transform: 'NONE',
  opens: 'ALL',
  closed: new Set(),
  silent: new Set(),
  instrument: 'P-1',
  consent: 'C-1',
  ruleSet: { version: 'v1', sha256: 'one' },
};
const INTERNAL: Decision = { ...RELEASED, effect: 'INTERNAL', rule: 'G0', transform: null, consent: null };
const WITHHELD: Decision = {
  ...RELEASED,
  effect: 'DENY',
  reason: 'CONSENT_WITHDRAWN',
  transform: null,
  opens: new Set(),
};

describe('a release is narrower', () => {
  test.each<[string, Decision, Decision]>([
    ['when it is withheld', RELEASED, WITHHELD],
    ['when what was inside a body is withheld', INTERNAL, WITHHELD],
    ['when it opens a part', RELEASED, { ...RELEASED, opens: new Set(['housing.tenure']) }],
    ['when it opens another part', { ...RELEASED, opens: new Set(['a']) }, { ...RELEASED, opens: new Set(['b']) }],
    ['when the person closes a field', RELEASED, { ...RELEASED, closed: new Set(['birthDate']) }],
    ['when an address is protected', RELEASED, { ...RELEASED, silent: new Set(['housing.landlordName']) }],
  ])('%s', (_, was, is) => expect(isNarrower(was, is)).toBe(true));
});

describe('a release is not', () => {
  test.each<[string, Decision, Decision]>([
    ['when nothing has changed', RELEASED, { ...RELEASED, opens: 'ALL', silent: new Set() }],
    ['when another accord opens as much', RELEASED, { ...RELEASED, consent: 'C-2' }],
    [
      'when another rule, of another table, opens as much',
      RELEASED,
      { ...RELEASED, rule: 'R7', ruleSet: { version: 'v2', sha256: 'two' } },
    ],
    ['when it has become a matter of one body', RELEASED, INTERNAL],
    ['when it was withheld before', WITHHELD, RELEASED],
    ['when it is withheld for another reason', WITHHELD, { ...WITHHELD, rule: 'G2', reason: 'NO_MISSION_LINK' }],
  ])('%s', (_, was, is) => expect(isNarrower(was, is)).toBe(false));
});

describe('the log of an operation that is decided again', () => {
  const add = (log: AccessLog, decision: Decision, record = 'Person A:1', subject = 'S-1') =>
    log.add('A', subject, 'HOUSING', decision, record);
  const taken = (log: AccessLog) =>
    log.take().map(({ decision, count, releaseCheck }) => [decision.effect, count, releaseCheck]);

  test('gives each line once', () => {
    const log = new AccessLog();
    add(log, RELEASED);
    expect(taken(log)).toEqual([['PERMIT', 1, null]]);
    add(log, RELEASED);
    expect(taken(log)).toEqual([]);
  });

  test('marks what was decided otherwise of the same subject, and what came of that', () => {
    const log = new AccessLog();
    add(log, RELEASED);
    log.take();
    add(log, WITHHELD);
    expect(taken(log)).toEqual([['DENY', 1, 'CHANGED']]);
    expect(taken(log)).toEqual([]);
  });

  test('does not mark what nothing had been decided of: it came to it only now', () => {
    const log = new AccessLog();
    add(log, RELEASED);
    log.take();
    add(log, RELEASED, 'Person A:2', 'S-2');
    expect(taken(log)).toEqual([['PERMIT', 1, null]]);
  });

  test('counts a record that came to a line that was written already', () => {
    const log = new AccessLog();
    add(log, RELEASED);
    add(log, RELEASED, 'Person A:2');
    expect(taken(log)).toEqual([['PERMIT', 2, null]]);
    add(log, RELEASED, 'Person A:3');
    expect(taken(log)).toEqual([['PERMIT', 1, null]]);
  });
});

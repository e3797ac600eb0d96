import { describe, expect, test } from 'vitest';
import { combine } from '../../../gateway/policy/combine.ts';
import type { Decision } from '../../../gateway/policy/decision.ts';

function permit(opens: Decision['opens'], over: Partial<Decision> = {}): Decision {
  return {
    ...{ effect: 'PERMIT', rule: 'R501', reason: null, transform: 'NONE', closed: new Set(), silent: new Set() },
    ...{ instrument: 'P-1', consent: 'C-1', ruleSet: { version: 'v', sha256: 's' } },
    opens,
    ...over,
  };
}
function deny(rule: string, reason: Decision['reason']): Decision {
  return permit(new Set(), { effect: 'DENY', rule, reason, transform: null, consent: null });
}

/** Both orders, since the order of the people must never matter. */
function combined(...decisions: Decision[]): Decision {
  const one = combine(decisions);
  expect(combine(decisions.toReversed())).toEqual(one);
  return one;
}

describe('combine', () => {
  test('what is denied for one is denied for the record', () => {
    const refused = deny('R501', 'CONSENT_MISSING');
    expect(combined(permit('ALL'), refused, permit('ALL'))).toEqual(refused);
  });

  test('of several denials the earliest gate or row is told', () => {
    expect(combined(deny('R501', 'CONSENT_MISSING'), deny('G2', 'NO_MISSION_LINK')).rule).toBe('G2');
    expect(combined(deny('R501', 'CONSENT_MISSING'), deny('R109', 'RULE_NEVER')).rule).toBe('R109');
    expect(combined(deny('R501', 'CONSENT_MISSING'), deny('R501', 'CONSENT_EXPIRED')).reason).toBe('CONSENT_EXPIRED');
  });

  test('what is open is open for all', () => {
    expect(combined(permit('ALL'), permit(new Set(['apaStatus']))).opens).toEqual(new Set(['apaStatus']));
    expect(combined(permit(new Set(['a', 'b.c'])), permit(new Set(['b', 'd']))).opens).toEqual(new Set(['b.c']));
    expect(combined(permit(new Set(['a'])), permit(new Set(['b']))).opens).toEqual(new Set());
    expect(combined(permit('ALL'), permit('ALL', { consent: 'C-2' })).opens).toBe('ALL');
  });

  test('an address protected for one is protected for the record', () => {
    const silent = new Set(['housing.landlordName']);
    expect(combined(permit('ALL'), permit('ALL', { silent })).silent).toEqual(silent);
    expect(combined(permit(new Set(['housing.tenure'])), permit('ALL', { silent })).silent).toEqual(new Set());
  });

  test('the rule and the accord named are those of who opens least', () => {
    const narrow = permit(new Set(['apaStatus']), { rule: 'R503', transform: 'STATUS_ONLY', consent: 'C-2' });
    expect(combined(permit('ALL', { rule: 'R515' }), narrow)).toMatchObject({ rule: 'R503', consent: 'C-2' });
  });

  test('one person, or several who decide alike, are one decision', () => {
    const one = permit('ALL');
    expect(combine([one])).toBe(one);
    expect(combine([one, one])).toBe(one);
  });

  test('a record that nobody has judged is an error, not a release', () => {
    expect(() => combine([])).toThrow(RangeError);
  });
});

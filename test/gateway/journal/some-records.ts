import { randomUUID } from 'node:crypto';
import type { AccessContext, AccessRecord } from '../../../gateway/policy/access-record.ts';

/** An operation like any other. */
export function aContext(over: Partial<AccessContext> = {}): AccessContext {
  return {
    operation: randomUUID(),
    at: new Date('2026-05-04T08:00:00Z'),
    queryHash: 'a'.repeat(64),
    agent: 'AG-01',
    agentBody: 'DEPT_21',
    partnerSystem: null,
    profession: 'ASS',
    secrecy: 'PROFESSION',
    purpose: 'CASE',
    mission: null,
    ruleSetVersion: '2026-1',
    ...over,
  };
}

export function aRecord(over: Partial<AccessRecord> = {}): AccessRecord {
  return {
    owner: 'CCAS_LONGVIC',
    subject: 'the pseudonym of somebody',
    category: 'HOUSING',
    decision: {
      effect: 'PERMIT',
      rule: 'R501',
      reason: null,
      transform: null,
      opens: 'ALL',
      closed: new Set(),
      silent: new Set(),
      instrument: 'PR-1',
      consent: 'CO-1',
      ruleSet: { version: '2026-1', sha256: 'b'.repeat(64) },
    },
    count: 1,
    releaseCheck: null,
    ...over,
  };
}

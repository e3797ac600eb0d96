import type { Grant, Pass } from '../../../schema/pass.ts';

/** The instant of these tests. */
export const NOW = new Date('2026-05-04T09:00:00Z');
const SECONDS = NOW.getTime() / 1000;

let count = 0;

/** A pass that is in order and grants nothing: a test says only what matters to it. */
export function aPass(pass: Partial<Pass> = {}): Pass {
  count += 1;
  return {
    iss: 'hub',
    aud: 'CCAS_X',
    jti: `pass-${count}`,
    iat: SECONDS,
    exp: SECONDS + 30,
    recipient: 'DEPT_Y',
    agent: 'AG-01',
    purpose: 'CASE',
    grants: [],
    ...pass,
  };
}

/** Grants fields of the one person of these tests. */
export function granting(...fields: readonly string[]): readonly Grant[] {
  return [{ type: 'Person', ids: ['CCAS_X:1'], fields }];
}

import type { Decision } from '../policy/decision.ts';
import { NOTHING } from '../policy/paths.ts';
import type { RecordName } from './facts-rows.ts';
import { decideOnce, type Operation } from './operation.ts';

/**
 * Whether nothing but the declaration keeps the rule of serious danger (R001) from opening to the caller. It is decided on
 * the owner and not on a file: who may declare is told by her profession, her habilitation and the table, so the answer
 * is the same for a file that there is and for one that there is not.
 *
 * A declaration stays in the journal, on the account of the person if the hub knows of her; a refusal with what refused it.
 */
export async function mayDeclareEmergency(op: Operation, body: string, subject: string | null): Promise<boolean> {
  const name: RecordName = { type: 'Body', id: body, part: 'frame' };
  const [facts] = await op.facts.of([name]);
  const [about] = facts?.recordClass.classes ?? [];
  if (facts == null || about === undefined) return false;
  const { owner } = facts.recordClass;
  const decision = decideOnce(op, owner, 'IDENTITY', about);
  const lacksIt = decision.effect === 'DENY' && decision.reason === 'CONDITION_NOT_MET:EMERGENCY_DECLARED';
  if (lacksIt)
    op.access.add(owner, subject, 'AUDIT_TRACE', { ...DECLARED, ruleSet: decision.ruleSet }, `Emergency ${body}`);
  else op.access.add(owner, subject, 'IDENTITY', decision, `Emergency ${body}`);
  return lacksIt;
}

/** That an emergency was declared: a trace for the officers of the owner and for the person, which releases nothing. */
const DECLARED: Omit<Decision, 'ruleSet'> = {
  ...{ effect: 'PERMIT', rule: 'EMERGENCY', reason: null, transform: null, instrument: null, consent: null },
  ...{ opens: NOTHING, closed: NOTHING, silent: NOTHING },
};

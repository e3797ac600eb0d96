import type { Decision, Reason } from '../policy/decision.ts';
import { NOTHING } from '../policy/paths.ts';
import type { RecordName } from './facts-rows.ts';
import { decideOnce, type Operation } from './operation.ts';

/**
 * Lets an agent speak for the person of a file of her own body, and puts on record that she did and how she was asked;
 * resolves to the pseudonym. A file of another body is null, like one that there is not; that it was tried stays on record.
 */
export async function actOnBehalf(op: Operation, file: string, channel: string): Promise<string | null> {
  const name: RecordName = { type: 'Person', id: file, part: 'frame' };
  const [facts] = await op.facts.of([name]);
  const [subject] = facts?.subjects ?? [];
  const [about] = facts?.recordClass.classes ?? [];
  if (facts == null || subject == null || about === undefined) return null;
  const { owner } = facts.recordClass;
  const { ruleSet } = decideOnce(op, owner, 'AUDIT_TRACE', about);
  const isOwn = owner === op.caller.body && op.caller.profession !== 'SUBJECT';
  const decision = asked(channel, isOwn ? null : 'NO_MISSION_LINK', ruleSet);
  op.access.add(owner, subject, 'AUDIT_TRACE', decision, `Person ${file}`);
  return isOwn ? subject : null;
}

/** That somebody was served in this way: a trace, which releases nothing. The rule says how she asked. */
function asked(channel: string, refused: Reason | null, ruleSet: Decision['ruleSet']): Decision {
  return {
    ...{ effect: refused === null ? 'PERMIT' : 'DENY', rule: `ON_BEHALF_${channel}`, reason: refused, transform: null },
    ...{ opens: NOTHING, closed: NOTHING, silent: NOTHING, instrument: null, consent: null, ruleSet },
  };
}

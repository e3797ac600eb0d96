import { HubError } from '../errors.ts';
import type { FieldItem, Vars } from '../federation/doors.ts';
import type { RecordName } from './facts.repository.ts';
import type { Governance } from './governance.ts';
import { namedCategory } from './leaves.ts';
import { decideRecord, type Operation, recordDecisions } from './operation.ts';

/**
 * Whether a mutation may run, and in which body: writes go home, and what is contributed to a case is contributed by one
 * who works on it. Decided and recorded like a read, and refused in the same words for a case that there is not.
 */
export async function admitWrite(
  op: Operation,
  governance: Governance,
  field: FieldItem,
  variables: Vars,
): Promise<string> {
  const body = argumentOf(field, 'body', variables);
  if (body !== op.caller.body) throw new HubError('BAD_REQUEST', 'a mutation writes in the body of its caller');
  const { category: marked, by } = governance.field(field.on, field.name);
  const category = marked ?? namedCategory({ path: '', field, argument: by ?? '' }, variables);
  if (category === 'FREE_TEXT') throw new HubError('BAD_REQUEST', 'a contribution is of a category that can cross');

  // It is this case that has to tie her to its people: another one, or a referral, lets her read and not write in it.
  const frame = argumentOf(field, 'case', variables);
  if (op.caller.mission !== null && op.caller.mission !== frame) throw notDisclosed();
  const name: RecordName = { type: 'Participant', id: `${body}:${frame}`, part: 'content' };
  const [[facts]] = await Promise.all([op.factsOn(frame).of([name]), op.facts.of([name])]);
  if (!facts) throw notDisclosed();
  recordDecisions(op, [category], facts, name);
  const isLinked = facts.recordClass.classes.every(({ link }) => link === 'LINKED');
  if (!isLinked || decideRecord(op, facts.recordClass, category).effect === 'DENY') throw notDisclosed();
  return body;
}

function notDisclosed(): HubError {
  return new HubError('NOT_DISCLOSED', 'no such shared case, as far as the caller may know');
}

function argumentOf(field: FieldItem, name: string, variables: Vars): string {
  const node = field.args.find((each) => each.name.value === name)?.value;
  if (node?.kind === 'Variable') return String(variables[node.name.value] ?? '');
  return node && 'value' in node ? String(node.value) : '';
}

import { type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Reply } from './doors.ts';
import type { EntityStep } from './entities.ts';
import { asFault, Failures } from './failures.ts';
import { misbehaved } from './faults.ts';
import type { AskablePiece, Group } from './group.ts';
import type { Place } from './paths.ts';
import { knownPath, pick } from './pick.ts';
import type { Run } from './run.ts';

/** One request to one instance, for all the groups that a step has for it. What fails costs these groups only. */
export async function ask<Op>(
  step: EntityStep<Op>,
  run: Run<Op>,
  instance: string,
  groups: readonly Group[],
): Promise<void> {
  const { kit, service } = step;
  const asked = groups.flatMap(({ records }) => records);
  const headers = await kit.cross.headers(run.op, instance, asked);
  const { query, variables } = document(
    step,
    groups.map(({ piece }) => piece),
  );
  const values: Record<string, unknown> = {};
  groups.forEach(({ records }, i) => {
    values[`${step.prefix}${i}`] = records.map(({ wanted }) => wanted.representation);
  });
  for (const name of variables) if (name in run.variables) values[name] = run.variables[name];

  const failures = new Failures(kit, run, kit.sendTo(service).isLocal);
  run.signal.throwIfAborted();
  let reply: Reply;
  try {
    const { send } = kit.sendTo(service);
    const { op, signal } = run;
    reply = await send({
      op,
      service,
      instance,
      kind: OperationTypeNode.QUERY,
      query,
      variables: values,
      headers,
      signal,
    });
  } catch (error) {
    const fault = asFault(error);
    for (const group of groups) fail(run, group, (place) => failures.add(place, [], fault));
    failures.report();
    return;
  }
  groups.forEach((group, i) => {
    const errors = reply.errors?.filter((error) => error.path?.[0] === `_g${i}`) ?? [];
    const stray = reply.errors?.filter((error) => !/^_g\d+$/.test(String(error.path?.[0]))) ?? [];
    merge(run, group, reply.data?.[`_g${i}`], errors, stray, failures);
  });
  failures.report();
}

function merge<Op>(
  run: Run<Op>,
  group: Group,
  list: unknown,
  errors: readonly GraphQLFormattedError[],
  stray: readonly GraphQLFormattedError[],
  failures: Failures<Op>,
): void {
  const { picker } = group.piece;
  const { rewrite } = group.source;
  if (!Array.isArray(list) || list.length !== group.records.length) {
    const first = stray[0] ?? errors[0];
    const fault = first === undefined ? misbehaved('a body gave no list of records, or one of another length') : null;
    fail(run, group, (place) => failures.add(place, [], fault ?? failures.strip(first!)));
    return;
  }
  group.records.forEach(({ wanted: { places } }, i) => {
    const record: unknown = list[i];
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return;
    for (const place of places) {
      if (rewrite === null) pick(place, record as Place, picker);
      else {
        const copy: Place = {};
        pick(copy, record as Place, picker);
        rewrite(copy);
        Object.assign(place, copy);
      }
    }
  });
  for (const error of errors) {
    const [, index, ...below] = error.path ?? [];
    const record = typeof index === 'number' ? group.records[index]?.wanted : undefined;
    const places = record?.places ?? group.records[0]?.wanted.places.slice(0, 1) ?? [];
    if (record !== undefined && list[Number(index)] === null) run.failed.push(places);
    for (const place of places)
      failures.add(place, knownPath(below, list[Number(index)], picker), failures.strip(error));
  }
  for (const error of stray) fail(run, group, (place) => failures.add(place, [], failures.strip(error)));
}

/** One fault for the whole group, said at its first record. */
function fail<Op>(run: Run<Op>, group: Group, say: (first: Place) => void): void {
  const places = group.records.flatMap(({ wanted }) => wanted.places);
  run.failed.push(places);
  if (places[0] !== undefined) say(places[0]);
}

/** `query($_r0:[_Any!]!,$c:Category){_g0:_entities(representations:$_r0){…}}`, the same text for the same groups. */
function document<Op>(step: EntityStep<Op>, pieces: readonly AskablePiece[]) {
  return step.documents.get(pieces.map(({ id }) => id).join(' '), () => {
    const variables = [...new Set(pieces.flatMap((piece) => piece.variables))];
    const declared = variables.flatMap((name) => step.declarations.get(name) ?? []);
    const carried = pieces.map((_, i) => `$${step.prefix}${i}:[_Any!]!`);
    const fields = pieces.map(({ text }, i) => `_g${i}:_entities(representations:$${step.prefix}${i})${text}`);
    return { query: `query(${[...carried, ...declared].join(',')}){${fields.join(' ')}}`, variables };
  });
}

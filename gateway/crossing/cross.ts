import { OperationTypeNode } from 'graphql';
import type { Grant } from '../../schema/pass.ts';
import { PASS_HEADER } from '../../schema/pass.ts';
import type { Category } from '../../schema/vocabulary.ts';
import { HubError } from '../errors.ts';
import type { Cross, Headers, Verdict, Wanted } from '../federation/doors.ts';
import { admitAliases } from './admit.ts';
import { admitTold } from './admit-told.ts';
import type { RecordName } from './facts.repository.ts';
import type { RecordFacts } from './facts.ts';
import type { Governance } from './governance.ts';
import { decideRecord, type Operation, recordDecisions } from './operation.ts';
import { grantFor, passFor, type SigningKey, signPass } from './pass.ts';
import { createShapes } from './shape.ts';
import { categoriesOf, isLinked, NOTHING_ASKED, UNKNOWN, verdictOf } from './verdict.ts';
import { admitWrite } from './write.ts';

export interface CrossingParts {
  readonly governance: Governance;
  readonly signing: SigningKey;
  /** Kinds of bodies, by the logical subgraph that only they serve; `body` is served by all. */
  readonly kindServing: ReadonlyMap<string, string>;
  /** Real time, for passes. What is decided is decided at the instant of the operation. */
  readonly now: () => Date;
}

export interface Crossing extends Cross<Operation> {
  /** Which records of the registry the caller may know of, decided and recorded. */
  mayKnow(
    op: Operation,
    records: readonly { type: string; id: string }[],
    category: Category,
  ): Promise<readonly boolean[]>;
}

/** Records of which the registry serves one part and a body the other, each with its own owner. */
const SHARED_TYPES = new Set(['Participant', 'ReferralSide']);

/** Decides what the executor may ask of whom, and accompanies each request with the pass that proves it. */
export function createCrossing(parts: CrossingParts): Crossing {
  const { governance, signing, kindServing, now } = parts;
  const shapes = createShapes(governance);
  const aliases = admitAliases(governance);

  function nameOf({ service, representation }: Wanted): RecordName {
    const type = representation.__typename;
    const key = governance.keyOf(type) ?? 'id';
    const part = SHARED_TYPES.has(type) && !governance.isLocal(service) ? 'content' : 'frame';
    return { type, id: String(representation[key]), part };
  }

  /** Where a record of this service is served: in process, or by the body that its key names, if that body serves it. */
  function instanceOf(op: Operation, service: string, name: RecordName): string | null {
    if (governance.isLocal(service)) return service;
    const body = op.facts.bodyOf(name.type === 'Body' ? name.id : (name.id.split(':', 1)[0] ?? ''));
    const kind = kindServing.get(service);
    return body?.url && (kind === undefined || kind === body.kind) ? body.code : null;
  }

  function decideOne(op: Operation, wanted: Wanted, name: RecordName, facts: RecordFacts | null): Verdict {
    const reading = shapes.readingOf(wanted.shape);
    // What is asked of the record elsewhere in the plan decides, there, whether it may be known of.
    if (reading.keyOnlyAt !== null && op.asksMoreThanKey(reading.keyOnlyAt)) return NOTHING_ASKED;
    if (facts === null) return UNKNOWN;
    // A body may name records of its own, and of nobody else: an edge that leads elsewhere is not followed.
    if (wanted.from !== undefined && wanted.from !== facts.recordClass.owner) return UNKNOWN;
    if (reading.leaves.length === 0 && wanted.from !== undefined) {
      // Whoever may not know of it is not told either whether the hub has met it.
      return reading.isPublic || isLinked(facts.recordClass) ? NOTHING_ASKED : UNKNOWN;
    }
    // A key routes to the body that it names; whose the record is, the facts say. Where they differ, nobody is asked.
    if (!governance.isLocal(wanted.service) && !isKeyOf(name.id, facts.recordClass.owner)) return UNKNOWN;
    const categories = categoriesOf(reading, op);
    recordDecisions(op, categories, facts, name);
    op.crossed.add(name, facts, categories);
    const { of: known, alike } = verdictsOf(op, wanted.shape);
    let verdict = known.get(facts.recordClass);
    if (!verdict) {
      const instance = instanceOf(op, wanted.service, name);
      const said = verdictOf(op, wanted.shape, reading, facts.recordClass, instance);
      const words = JSON.stringify(said);
      verdict = alike.get(words) ?? said;
      alike.set(words, verdict);
      known.set(facts.recordClass, verdict);
    }
    return verdict;
  }

  return {
    admit: (document) => [...aliases(document), ...admitTold(document)],
    shape: (fetch) => shapes.prepare(fetch),

    async decide(op, wave) {
      const names = wave.map(nameOf);
      const facts = await op.facts.of(names);
      return wave.map((wanted, i) => decideOne(op, wanted, names[i]!, facts[i]!));
    },

    async mayKnow(op, records, category) {
      const names = records.map((each): RecordName => ({ ...each, part: 'frame' }));
      const facts = await op.facts.of(names);
      return facts.map((each, i) => {
        if (each === null) return false;
        recordDecisions(op, [category], each, names[i]!);
        op.crossed.add(names[i]!, each, [category]);
        return decideRecord(op, each.recordClass, category).effect !== 'DENY';
      });
    },

    async route(op, _service, field, variables, kind) {
      if (kind !== OperationTypeNode.MUTATION) throw new HubError('BAD_REQUEST', 'no root query is served by a body');
      const body = await admitWrite(op, governance, field, variables);
      const pass = passFor(op, body, [], now(), `Mutation.${field.name}`);
      return { instance: body, headers: { [PASS_HEADER]: signPass(signing, pass) } };
    },

    headers(op, instance, asked): Headers {
      if (governance.isLocal(instance)) return {};
      const groups = Map.groupBy(asked, ({ verdict }) => verdict);
      const grants = [...groups].flatMap(([verdict, group]): Grant[] => {
        const byShape = Map.groupBy(group, ({ wanted }) => wanted.shape);
        return [...byShape].map(([shape, records]) => {
          const ids = [...new Set(records.map(({ wanted }) => nameOf(wanted).id))];
          const reading = shapes.readingOf(shape);
          return grantFor(op, reading, reading.type ?? '', verdict.mask ?? '', ids);
        });
      });
      return { [PASS_HEADER]: signPass(signing, passFor(op, instance, grants, now())) };
    },
  };
}

/** People differ in their accords more often than in what these let through: what is asked of them alike is asked together. */
function verdictsOf(op: Operation, shape: Wanted['shape']) {
  let verdicts = op.verdicts.get(shape);
  if (!verdicts) {
    verdicts = { of: new Map(), alike: new Map() };
    op.verdicts.set(shape, verdicts);
  }
  return verdicts;
}

/** `CODE:local`; a body itself goes by its code alone. */
function isKeyOf(id: string, body: string): boolean {
  return id === body || id.startsWith(`${body}:`);
}

import { randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import type { Hub } from './hub.ts';
import type { IdentityRepository } from './identity/identity.repository.ts';
import type { Caller } from './policy/caller.ts';
import { civilDateOf } from './policy/civil-date.ts';
import type { RegistryOperation } from './registry/operation.ts';
import type { OverlapJob } from './registry/statistics/overlap.repository.ts';
import { endOverlap } from './registry/statistics/overlap-work.ts';

/** How often a replica looks for studies that nobody works on. */
const EVERY_MS = 400;
const SOURCE = `query ($indicator: String!, $period: String!, $bodies: [ID!]!) {
  overlap(indicator: $indicator, period: $period, bodies: $bodies) { state }
}`;
const DOCUMENT = parse(SOURCE);

export interface WorkingStudies {
  readonly hub: Hub;
  readonly identity: Pick<IdentityRepository, 'habilitations'>;
  readonly registry: Pick<RegistryOperation, 'repositories' | 'studies' | 'now'>;
  /** The clock that decisions are taken by. */
  readonly clock: () => Date;
  readonly log: (error: unknown) => void;
}

/**
 * Works on approved studies, beside whoever asks about them: it asks the hub the analyst's own question, in her name, so
 * that each step is decided by the rules of the moment and put on record. Who has left her office has no study any more.
 */
export function workOnStudies(parts: WorkingStudies): { close(): Promise<void> } {
  const { registry, log } = parts;
  let underway: Promise<void> | null = null;
  async function round(): Promise<void> {
    for (const job of await registry.repositories.overlaps.workable()) await work(parts, job);
  }
  const timer = setInterval(() => {
    underway ??= round()
      .catch(log)
      .finally(() => {
        underway = null;
      });
  }, EVERY_MS);
  return {
    async close() {
      clearInterval(timer);
      await underway;
    },
  };
}

async function work({ hub, identity, registry, clock }: WorkingStudies, job: OverlapJob): Promise<void> {
  const identify = () => callerOf(identity, job, clock());
  const caller = await identify();
  if (caller === null) {
    await endOverlap(registry, job.id, { state: 'FAILED', reason: 'ASKER_LEFT' });
    return;
  }
  await hub.answer({
    id: randomUUID(),
    caller,
    source: SOURCE,
    document: DOCUMENT,
    operationName: undefined,
    variables: { indicator: job.indicator, period: job.period, bodies: job.bodies },
    begun: hub.epoch(),
    identify: async () => (await identify()) ?? caller,
    earlier: null,
  });
}

/** The analyst, under the habilitation that she holds now; null where none covers the purpose any more. */
async function callerOf(
  identity: WorkingStudies['identity'],
  { bodyCode, agent, purpose }: OverlapJob,
  at: Date,
): Promise<Caller | null> {
  const inForce = await identity.habilitations(bodyCode, agent, civilDateOf(at));
  for (const { purposes, ...habilitation } of inForce) {
    const declared = purposes.find((each) => each === purpose);
    if (declared === undefined) continue;
    const asked = { agent, body: bodyCode, partnerSystem: null, mission: null, necessary: null };
    return { ...habilitation, ...asked, purpose: declared, self: [], represents: false };
  }
  return null;
}

import { randomUUID } from 'node:crypto';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { DerivedCount, DerivedOverlap } from '../../../disclosure/derive-overlap.ts';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import { assertControls, officeOf } from '../officers/office.ts';
import { officerRefusal } from '../officers/officer-refusals.ts';
import type { RegistryOperation } from '../operation.ts';
import { assertCounts } from './assert-counts.ts';
import type { OverlapJob } from './overlap.repository.ts';
import { Overlap, OverlapCount, OverlapRequest } from './overlap.type.ts';
import { readQuestion } from './overlap-question.ts';
import { advanceOverlap, endOverlap, type OverlapSet } from './overlap-work.ts';

const NOTE =
  'Valeurs perturbées ; l’union en est déduite. Le rapprochement des personnes se fait par leurs traits d’état civil : les liens manqués diminuent le recouvrement.';
const LABELS = ['connues d’un seul organisme', 'connues de deux organismes', 'connues de trois organismes ou plus'];
const INDICATOR = 'N4, the one indicator of distinct persons: those whom bodies follow (N2), each once.';
const PERIOD = 'A year that has ended: `2025`.';
const BODIES = 'Codes of two to nine bodies; their order changes nothing.';

/** Studies of distinct persons. An analyst asks, the officer of her body approves, and any replica does the work. */
@Resolver()
export class OverlapResolver {
  @Crossing('STATISTIC')
  @Query(() => Overlap, {
    nullable: true,
    description:
      'How a study stands, and its figures once it is DONE; null where nobody has asked for it. Decided for each body like any crossing. Loi 51-711 ; RGPD art. 89.',
  })
  async overlap(
    @Ctx() operation: RegistryOperation,
    @Arg('indicator', () => String, { description: INDICATOR }) indicator: string,
    @Arg('period', () => String, { description: PERIOD }) period: string,
    @Arg('bodies', () => [ID], { description: BODIES }) bodies: string[],
  ): Promise<Overlap | null> {
    const asked = await readQuestion(operation, indicator, period, bodies);
    if ('refusal' in asked) return nothing(asked.refusal);
    const { overlaps } = operation.repositories;
    const job = await (asked.sets === null
      ? overlaps.findLast(`${asked.beginning} @`, true)
      : overlaps.findLast(asked.question, false));
    if (job === null) return asked.sets === null ? nothing(asked.missing) : null;
    return show(await advanceOverlap(operation, job, asked.sets));
  }

  @Crossing('STATISTIC')
  @Mutation(() => Overlap, {
    nullable: true,
    description:
      'Asks for a study, or finds the one that there is: it waits for the data-protection officer of your body, and is then worked on without you. Sets under 500 persons are refused, so most studies of communes are. Loi 51-711 ; RGPD art. 89.',
  })
  async startOverlap(
    @Ctx() operation: RegistryOperation,
    @Arg('indicator', () => String, { description: INDICATOR }) indicator: string,
    @Arg('period', () => String, { description: PERIOD }) period: string,
    @Arg('bodies', () => [ID], { description: BODIES }) bodies: string[],
  ): Promise<Overlap> {
    const asked = await readQuestion(operation, indicator, period, bodies);
    if ('refusal' in asked) return nothing(asked.refusal);
    if (asked.sets === null) return nothing(asked.missing);
    const { caller, now, repositories } = operation;
    const { body: bodyCode, agent, purpose } = caller;
    const job = { id: randomUUID(), question: asked.question, indicator, period, bodies: asked.bodies };
    return show(await repositories.overlaps.ask({ ...job, bodyCode, agent, purpose, askedAt: now() }));
  }

  @Crossing('STATISTIC')
  @Mutation(() => Overlap, {
    nullable: true,
    description:
      'Gives up a study that your body asked for and that has not ended; its key is destroyed. Loi 51-711 ; RGPD art. 89.',
  })
  async cancelOverlap(
    @Ctx() operation: RegistryOperation,
    @Arg('study', () => String, { description: 'The study.' }) study: string,
  ): Promise<Overlap> {
    assertCounts(operation.caller);
    const { overlaps } = operation.repositories;
    const job = await overlaps.find(study);
    if (job?.bodyCode !== operation.caller.body) throw unknownStudy();
    await endOverlap(operation, study, { state: 'CANCELLED', reason: null });
    return show({ ...job, ...(await overlaps.find(study)) });
  }

  @Crossing('SERVICE_OFFER')
  @Query(() => [OverlapRequest], {
    description:
      'Studies that agents of your body ask for and that wait for its data-protection officer (purpose AUDIT).',
  })
  async overlapRequests(@Ctx() operation: RegistryOperation): Promise<readonly OverlapRequest[]> {
    await assertControls(operation, operation.caller.body);
    return (await operation.repositories.overlaps.unapproved(operation.caller.body)).map(requestOf);
  }

  @Crossing('SERVICE_OFFER')
  @Mutation(() => OverlapRequest, {
    description:
      'Approves a study that an agent of your body asks for, as its data-protection officer (purpose AUDIT): nothing is compared before. RGPD art. 39 and 89.',
  })
  async approveOverlap(
    @Ctx() operation: RegistryOperation,
    @Arg('study', () => String, { description: 'The study.' }) study: string,
  ): Promise<OverlapRequest> {
    const { caller, repositories, now } = operation;
    await assertControls(operation, caller.body);
    if (officeOf(operation) !== 'DPO') throw officerRefusal('NOT_YOURS_TO_REVIEW');
    const job = await repositories.overlaps.find(study);
    if (job?.bodyCode !== caller.body) throw unknownStudy();
    await repositories.overlaps.approve(study, caller.agent, now());
    return requestOf({ ...job, ...(await repositories.overlaps.find(study)) });
  }
}

interface Result extends DerivedOverlap {
  readonly sets: readonly OverlapSet[];
  readonly quality: { readonly precision: number; readonly recall: number };
}

function show({ id, state, progress, approvedAt, reason, result }: OverlapJob): Overlap {
  const standing = { study: id, state, progress, approved: approvedAt !== null, reason };
  if (state !== 'DONE') return { ...nothing(null), ...standing };
  const { sets, union, exactly, quality } = result as Result;
  return {
    ...standing,
    sets,
    union: countOf(union, 'personnes distinctes'),
    exactly: exactly.map((each, nth) => countOf(each, LABELS[nth] ?? '')),
    precision: quality.precision,
    recall: quality.recall,
    note: NOTE,
  };
}

const countOf = (count: DerivedCount, label: string): OverlapCount => ({ ...count, label });

function nothing(reason: string | null): Overlap {
  const figures = { sets: null, union: null, exactly: null, precision: null, recall: null, note: null };
  return { study: null, state: reason === null ? null : 'REFUSED', progress: 0, approved: false, reason, ...figures };
}

function requestOf({ id, period, bodies, askedAt, approvedAt }: OverlapJob): OverlapRequest {
  return { study: id, period, bodies, askedAt, approved: approvedAt !== null };
}

/** In the same words for one of another body and one that there is not. */
function unknownStudy(): HubError {
  return new HubError('NOT_DISCLOSED', 'no such study, as far as the caller may know');
}

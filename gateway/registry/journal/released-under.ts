import { ArgsType, Field, ID } from 'type-graphql';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import type { KeyedList } from '../page-by-key.ts';
import type { AccessRecord } from './access-record.type.ts';
import { readPeriod } from './access-record-args.ts';
import { decided, scopeOf } from './access-record-list.ts';
import type { Period, ReleasedUnder, Standing } from './recipients-of-data.repository.ts';

/** What proved wrong. Exactly one of the first five. */
@ArgsType()
export class BreachArgs {
  @Field(() => String, { nullable: true, description: 'A version of the rules.' })
  ruleSet?: string | null;

  @Field(() => ID, { nullable: true, description: 'A habilitation: what its agent received for its purposes.' })
  habilitation?: string | null;

  @Field(() => ID, { nullable: true, description: 'An accord.' })
  consent?: string | null;

  @Field(() => ID, { nullable: true, description: 'An instrument (protocole, convention).' })
  instrument?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A decision fact of your own body: what was released about the person while it stood.',
  })
  decisionFact?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Not before this instant; all that is kept if left out.',
  })
  from?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Before this instant; that of the question if left out.',
  })
  to?: Date | null;
}

const BEGINNING = new Date(0);
const NAMES = ['ruleSet', 'habilitation', 'consent', 'instrument', 'decisionFact'] as const;

/** What proved wrong, and when it can have let something through. */
export interface Breach {
  readonly under: ReleasedUnder;
  readonly period: Period;
}

/** The question, and when it can have let something through; null where nothing is known by that name. */
export async function readBreach(asked: BreachArgs, operation: RegistryOperation): Promise<Breach | null> {
  const named = NAMES.filter((name) => asked[name] != null);
  if (named.length !== 1) throw new HubError('BAD_REQUEST', 'name exactly one thing that proved wrong');
  const period = readPeriod({ from: asked.from ?? BEGINNING, to: asked.to ?? null }, operation.at);
  const { ruleSet, consent, instrument, habilitation, decisionFact } = asked;
  if (ruleSet != null) {
    const inForce = await inForceOf(ruleSet, operation);
    return inForce && { under: { ruleSet }, period: overlap(period, inForce) };
  }
  if (consent != null) return { under: { consent }, period };
  if (instrument != null) return { under: { instrument }, period };
  const { recipientsOfData } = operation.repositories;
  if (habilitation != null) {
    const held = await recipientsOfData.findHabilitation(habilitation);
    return held && { under: held.under, period: overlap(period, held.period) };
  }
  const [knows] = await operation.mayKnow([{ type: 'DecisionFact', id: decisionFact! }], 'CONSENT_RECORD');
  const said = knows ? await recipientsOfData.findWord(decisionFact!) : null;
  return said && { under: { subject: said.subject }, period: overlap(period, said.period) };
}

/** What was released on any side of the caller's body, each row decided. */
export function listReleases(operation: RegistryOperation, { under, period }: Breach): KeyedList<AccessRecord> {
  const { recipientsOfData } = operation.repositories;
  return decided(operation, (after, direction, count) =>
    recipientsOfData.listReleasesUnder(under, scopeOf(operation), period, { after, direction, count }),
  );
}

/** From the instant at which a version began to decide until the next one did; null for one that never did. */
async function inForceOf(version: string, { repositories }: RegistryOperation): Promise<Standing | null> {
  const published = (await repositories.ruleSets.listVersions()).filter(({ publishedAt }) => publishedAt !== null);
  const found = published.find((each) => each.version === version);
  if (found === undefined) return null;
  const later = published.filter(({ validFrom }) => validFrom > found.validFrom).map(({ validFrom }) => validFrom);
  return { from: found.validFrom, to: later.length === 0 ? null : later.reduce((a, b) => (a < b ? a : b)) };
}

function overlap(asked: Period, stood: Standing): Period {
  const from = asked.from > stood.from ? asked.from : stood.from;
  const to = stood.to !== null && stood.to < asked.to ? stood.to : asked.to;
  return { from, to: to < from ? from : to };
}

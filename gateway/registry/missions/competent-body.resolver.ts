import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Category } from '../../../schema/vocabulary.ts';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import { HubError } from '../../errors.ts';
import { type AllocationRule, competentBody, type Place, type Topic, verifiersOf } from '../../policy/allocation.ts';
import { type CivilDate, civilDateOf } from '../../policy/civil-date.ts';
import { declared, type Situation, verified } from '../../policy/situation.ts';
import { Body, type Service } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { Competence, SituationInput } from './competent-body.type.ts';
import { TopicWord } from './competent-body-words.ts';

const COMMUNE = { description: 'INSEE code of the commune where the person lives.' };
/** What the Boolean of a body is made of: all four must be open before any of them is asked for it. */
const ROUTING_CATEGORIES: readonly Category[] = ['IDENTITY', 'HOUSEHOLD', 'BENEFITS', 'AUTONOMY'];

@Resolver()
export class CompetentBodyResolver {
  /** What is told stays in this function: it is not read from anybody, written, recorded or logged. */
  @Crossing('SERVICE_OFFER')
  @Query(() => Competence, {
    description:
      'Which body is competent for a topic, from what the person tells at the counter. Nothing crosses and nothing is kept; whoever may call may ask.',
  })
  async competentBody(
    @Ctx() operation: RegistryOperation,
    @Arg('commune', () => String, COMMUNE) commune: string,
    @Arg('topic', () => TopicWord, { description: 'What the person comes for.' }) topic: Topic,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day; today in France where it is left out.' })
    on?: string | null,
    @Arg('situation', () => SituationInput, {
      nullable: true,
      description: 'What the person tells, as a variable; what decides nothing may be left out.',
    })
    situation?: SituationInput | null,
  ): Promise<Competence> {
    const place: Place = { commune: checkCommune(commune), topic, on: on ?? civilDateOf(operation.at) };
    const told = readSituation(situation ?? {}, place.on);
    const found = competentBody(operation.repositories.competence.rules, place, declared(told, place.on));
    if ('rule' in found) return competenceOf(found.rule, commune, operation);
    return { ...NOBODY, missing: found.missing ?? [] };
  }

  @Crossing('SERVICE_OFFER')
  @Query(() => Body, {
    nullable: true,
    description:
      'Which body is competent for social support of a person, today, from what the bodies that know her verify. Each says one yes or no, which the hub combines and forgets; the answer is the body alone. It needs her accord on IDENTITY, HOUSEHOLD, BENEFITS and AUTONOMY for the purpose ROUTING from each of them: where any part is withheld it is NOT_DISCLOSED, and `competentBody` can be asked with what she says.',
  })
  async competentBodyOf(
    @Ctx() operation: RegistryOperation,
    @Arg('person', () => ID, { description: 'Id of a file about the person, `BODY:local`.' }) person: string,
    @Arg('commune', () => String, COMMUNE) commune: string,
  ): Promise<Body | null> {
    const { repositories, caller, at } = operation;
    if (caller.purpose !== 'ROUTING') {
      throw new HubError('PURPOSE_NOT_ALLOWED', 'who is competent is verified under the purpose `ROUTING`');
    }
    const { rules } = repositories.competence;
    const place: Place = { commune: checkCommune(commune), topic: 'SOCIAL_SUPPORT', on: civilDateOf(at) };
    const found = competentBody(
      rules,
      place,
      verified(await answersAbout(person, verifiersOf(rules, place), operation)),
    );
    if ('rule' in found) return repositories.bodies.findBody(found.rule.body);
    if (found.missing === null) return null;
    throw notDisclosed();
  }
}

/**
 * What each body says of «something that I hold excludes the CCAS». All or nothing: nobody is asked unless every body
 * whose word is needed holds a file, and all of it may be read. So a file that there is not and one that is withheld
 * give the same answer.
 */
async function answersAbout(
  person: string,
  bodies: readonly string[],
  { repositories, mayReadAll, readFlags }: RegistryOperation,
): Promise<ReadonlyMap<string, boolean | null>> {
  if (bodies.length === 0) return new Map();
  const files = await repositories.competence.filesAbout(person, bodies);
  const all = [...files.values()].flat();
  const isOpen = await mayReadAll(all, 'excludesCcas', ROUTING_CATEGORIES);
  if (!isOpen || !bodies.every((body) => files.has(body))) throw notDisclosed();
  const flags = await readFlags(all, 'excludesCcas');
  const ofFile = new Map(all.map((file, i) => [file, flags[i] ?? null]));
  return new Map([...files].map(([body, own]) => [body, anyOf(own.map((file) => ofFile.get(file) ?? null))]));
}

/** One yes is a yes; without one, a file that cannot tell leaves it untold. */
function anyOf(flags: readonly (boolean | null)[]): boolean | null {
  return flags.includes(true) ? true : flags.includes(null) ? null : false;
}

function notDisclosed(): HubError {
  return new HubError('NOT_DISCLOSED', 'not disclosed: ask `competentBody` with what the person says');
}

const NOBODY: Competence = {
  body: null,
  services: [],
  also: [],
  rule: null,
  article: null,
  confidence: null,
  missing: [],
};

async function competenceOf(
  { code, body, services, also, article, confidence }: AllocationRule,
  commune: string,
  { repositories: { bodies } }: RegistryOperation,
): Promise<Competence> {
  const [competent, own, others] = await Promise.all([
    bodies.findBody(body),
    bodies.servicesOf(body),
    Promise.all(also.map((each) => bodies.findBody(each))),
  ]);
  const covers = ({ coveredCommunes }: Service) => coveredCommunes.length === 0 || coveredCommunes.includes(commune);
  return {
    body: competent,
    services: own.filter((service) => services.includes(service.code) && covers(service)),
    also: others.filter((each) => each !== null),
    rule: code,
    article,
    confidence,
    missing: [],
  };
}

/** Refusals say no value: a birth date is somebody's. */
function readSituation(input: SituationInput, on: CivilDate): Situation {
  const { adults = null, dependants = null, rights = null, followedBy = null } = input;
  if ((adults?.length ?? 0) > 2) throw new HubError('BAD_REQUEST', 'a situation is about one person, or a couple');
  if ((dependants?.length ?? 0) > 30 || (rights?.length ?? 0) > 30 || (followedBy?.length ?? 0) > 30) {
    throw new HubError('BAD_REQUEST', 'a situation is longer than it may be');
  }
  if ([...(adults ?? []), ...(dependants ?? [])].some((birth) => birth > on)) {
    throw new HubError('BAD_REQUEST', 'somebody is born after the day that is asked about');
  }
  const told = rights?.map(({ kind, status, from = null, to = null }) => ({ kind, status, from, to })) ?? null;
  return { adults, dependants, rights: told, followedBy };
}

function checkCommune(code: string): string {
  if (!/^(\d{2}|2[AB])\d{3}$/.test(code)) throw new HubError('BAD_REQUEST', 'a commune is named by its INSEE code');
  return code;
}

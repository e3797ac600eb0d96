import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Category, Profession, Purpose } from '../../../schema/vocabulary.ts';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';
import type { Change } from '../../policy/diff.ts';
import type { Wording } from '../../policy/reasons.ts';
import { WordingType } from '../explaining/explain.type.ts';
import { ProfessionWord, PurposeWord } from '../words.ts';
import type { PublishedVersion } from './rule-set.repository.ts';

export const RuleSetStateWord = registerWords(
  'RuleSetState',
  ['PROPOSED', 'SCHEDULED', 'IN_FORCE', 'REPLACED'] as const,
  'How a version of the rules stands: PROPOSED by one data-protection officer, SCHEDULED published and not yet in force, IN_FORCE it decides, REPLACED another decides in its place.',
);

export const RuleChangeKindWord = registerWords(
  'RuleChangeKind',
  ['OPENS', 'CLOSES', 'CHANGES'] as const,
  'Whether something can cross where nothing could (OPENS), nothing where something could (CLOSES), or otherwise than before (CHANGES).',
);

@ObjectType({ description: 'Cells of the table that are decided otherwise, all of them alike.' })
export class RuleChange
  implements Pick<Change, 'kind' | 'categories' | 'professions' | 'purposes' | 'cells' | 'words'>
{
  @Crossing('SERVICE_OFFER')
  @Field(() => RuleChangeKindWord, { description: 'Which way it goes.' })
  kind!: Change['kind'];

  @Crossing('SERVICE_OFFER')
  @Field(() => [CategoryWord], { description: 'The categories that it is about.' })
  categories!: readonly Category[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [ProfessionWord], { description: 'The professions.' })
  professions!: readonly Profession[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [PurposeWord], { description: 'The purposes.' })
  purposes!: readonly Purpose[];

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { description: 'How many cells.' })
  cells!: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => WordingType, { description: 'What was decided before, and what is decided now.' })
  words!: Wording;
}

@ObjectType({ description: 'Who answers for a version of the rules.' })
export class RuleSetPublisher {
  @Crossing('SERVICE_OFFER')
  @Field(() => ID, { description: 'Code of the body.' })
  body!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Its data-protection officer, as the body names her.' })
  agent!: string;
}

@ObjectType({
  description:
    'One version of the tables that decide: who published it, from when it decides, and what it changes. Once published it is never changed.',
})
export class RuleSet implements PublishedVersion {
  by!: readonly string[];
  /** The version that decides before this one comes into force. */
  before!: PublishedVersion | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Its name, which stands in every access record that it decided.' })
  version!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => RuleSetStateWord, { description: 'How it stands.' })
  state!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateTimeScalar, { description: 'From which instant it decides.' })
  validFrom!: Date;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, {
    description:
      'SHA-256 of the JSON list of its four tables (rules, groups, transforms, whitelist), as every access record carries it.',
  })
  sha256!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published; null while it is proposed.' })
  publishedAt!: Date | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, {
    nullable: true,
    description: 'Why partners were told less than thirty days before; null where they were not.',
  })
  shortNotice!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'The rules, as comma-separated text.' })
  rules!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'The groups of professions that rules name.' })
  groups!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'What each transform opens or closes.' })
  transforms!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'What may be called strictly necessary, by purpose.' })
  whitelist!: string;
}

@InputType({ description: 'A version of the rules, as it is to be published.' })
export class RuleSetInput {
  @Field(() => String, { description: 'Its name: small letters, digits, dots and hyphens.' })
  version!: string;

  @Field(() => DateTimeScalar, {
    description: 'From which instant it decides: thirty days ahead, unless it is urgent.',
  })
  validFrom!: Date;

  @Field(() => String, { description: 'The rules, as comma-separated text.' })
  rules!: string;

  @Field(() => String, { nullable: true, description: 'The groups of professions; those of the version before.' })
  groups?: string | null;

  @Field(() => String, { nullable: true, description: 'The transforms; those of the version before.' })
  transforms?: string | null;

  @Field(() => String, { nullable: true, description: 'The white list; that of the version before.' })
  whitelist?: string | null;

  @Field(() => String, { nullable: true, description: 'Why partners are told less than thirty days before.' })
  shortNotice?: string | null;
}

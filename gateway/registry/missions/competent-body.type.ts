import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import type { DeclaredRight } from '../../policy/situation.ts';
import { Body, Service } from '../body.type.ts';
import { ExcludingRightWord, MissingWord, RightStatusWord } from './competent-body-words.ts';

@InputType('DeclaredRight', { description: 'A right of the person or of her spouse, as it is told.' })
export class DeclaredRightInput {
  @Field(() => ExcludingRightWord, { description: 'Which right.' })
  kind!: DeclaredRight['kind'];

  @Field(() => RightStatusWord, { description: 'How it stands.' })
  status!: DeclaredRight['status'];

  @Field(() => DateScalar, { nullable: true, description: 'First day of the right, where it is told.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day after it, where it is told.' })
  to?: string | null;
}

@InputType('Situation', {
  description:
    'What the person tells at the counter. What is left out is not known, and may be asked for; an empty list says that there is none. Nothing of it is kept: give it as a variable.',
})
export class SituationInput {
  @Field(() => [DateScalar], { nullable: true, description: 'Birth dates of the person, and of her spouse if any.' })
  adults?: string[] | null;

  @Field(() => [DateScalar], { nullable: true, description: 'Birth dates of the dependent children.' })
  dependants?: string[] | null;

  @Field(() => [DeclaredRightInput], { nullable: true, description: 'Rights of either of them.' })
  rights?: DeclaredRightInput[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the bodies that follow them already.' })
  followedBy?: string[] | null;
}

@ObjectType({ description: 'Which body is competent, by which row of the table, or what is to be asked first.' })
export class Competence {
  @Crossing('SERVICE_OFFER')
  @Field(() => Body, {
    nullable: true,
    description:
      'The competent body; null where something is still to be asked, or where no row of the table speaks of it.',
  })
  body!: Body | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [Service], { description: 'Its services to turn to.' })
  services!: readonly Service[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [Body], { description: 'Bodies that may help as well, where the competence is concerted.' })
  also!: readonly Body[];

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'The row that decides, as the protocols are read: `ALLOC-L1`.' })
  rule!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Where the row comes from.' })
  article!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, {
    nullable: true,
    description: 'How sure the reading is: `sure`, or `COPIL` where the comité de pilotage is to confirm it.',
  })
  confidence!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [MissingWord], { description: 'What is to be asked first; empty where nothing is.' })
  missing!: readonly string[];
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { DecisionFactWord } from './consent-words.ts';

/** A closed word that a body has said of one of its persons. The value is taken in and never given out. */
@ObjectType({
  description:
    'That your body said a word of one of its persons, signed and dated. What it said is for decisions alone: the hub never gives it back.',
})
@Directive('@key(fields: "id")')
export class DecisionFact {
  bodyCode!: string;
  subject!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Id of the fact, `BODY:` and the `jti` of the statement.' })
  id!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => DecisionFactWord, { nullable: true, description: 'Which word it is.' })
  word!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it is true.' })
  validFrom!: Date;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when; null where no end is known.' })
  validTo!: Date | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was pushed.' })
  pushedAt!: Date | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back: unknown from then on.' })
  revokedAt!: Date | null;
}

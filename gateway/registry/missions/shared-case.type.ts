import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import { PurposeWord } from '../words.ts';

/** The frame of a shared case. What was said in it stays with the participants. */
@ObjectType({
  description:
    'A situation that several bodies follow together (situation partagée): who takes part, for which purpose, in which state. What each body contributed hangs on its `Participant`.',
})
@Directive('@key(fields: "id")')
export class SharedCase {
  pilotBody!: string;
  /** As it was left; what it is while nothing binds its pilot to the others is for `currentStatus` to say. */
  status!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the case. Knowing it discloses nothing.' })
  id!: string;

  @Crossing('CASE_META')
  @Field(() => PurposeWord, { nullable: true, description: 'The purpose for which it was opened.' })
  purpose!: string;

  @Crossing('CASE_META')
  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was opened.' })
  openedOn!: Date;

  @Crossing('CASE_META')
  @Field(() => DateScalar, { nullable: true, description: 'Day on which the participants look at it again.' })
  nextReviewOn!: Date | null;
}

export const SharedCaseConnection = connectionOf(SharedCase, 'CASE_META');

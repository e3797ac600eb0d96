import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { CaseActionStatus } from './codes.ts';

@ObjectType({ description: 'An action that this body took on in a shared case (action convenue).' })
export class CaseAction {
  @Crossing('CASE_META')
  @Field(() => String, { nullable: true, description: 'What is to be done, in the words of the code list of actions.' })
  code!: string | null;

  @Crossing('CASE_META')
  @Field(() => DateScalar, { nullable: true, description: 'Due on.' })
  dueOn!: Date | null;

  @Crossing('CASE_META')
  @Field(() => DateScalar, { nullable: true, description: 'Done on; null until done.' })
  doneOn!: Date | null;

  @Crossing('CASE_META')
  @Field(() => CaseActionStatus, { nullable: true, description: 'State of the action.' })
  status!: CaseActionStatus | null;
}

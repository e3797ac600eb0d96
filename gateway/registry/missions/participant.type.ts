import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import { ParticipantRoleWord } from '../words.ts';

@ObjectType({
  description: 'The part that one body takes in a shared case. Its contributions are served by that body.',
})
@Directive('@key(fields: "id")')
export class Participant {
  caseId!: string;
  bodyCode!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Id of the part, `BODY:case`.' })
  id!: string;

  @Crossing('CASE_META')
  @Field(() => ParticipantRoleWord, { nullable: true, description: 'What the body does in the case.' })
  role!: string;

  @Crossing('CASE_META')
  @Field(() => String, { nullable: true, description: 'Code of the service that takes part, within its body.' })
  service!: string | null;

  @Crossing('CASE_META')
  @Field(() => String, {
    nullable: true,
    description: 'The agent who takes part, as her body names her; null: the service.',
  })
  agent!: string | null;

  @Crossing('CASE_META')
  @Field(() => DateScalar, { nullable: true, description: 'First day of the part.', name: 'from' })
  validFrom!: Date;

  @Crossing('CASE_META')
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day after the part; null as long as it lasts.',
    name: 'to',
  })
  validTo!: Date | null;
}

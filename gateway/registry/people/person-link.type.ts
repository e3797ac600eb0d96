import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { PersonLinkStatusWord } from './person-link-words.ts';

/** That one file of a body is about one person, as the hub knows her. The body owns it, like the file. */
@ObjectType({
  description:
    'That a file of your body was recognised as being about a person. A candidate is invisible to agents until it is confirmed; a broken link ties the file to nobody.',
})
@Directive('@key(fields: "id")')
export class PersonLink {
  bodyCode!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Id of the file, `BODY:local`.' })
  id!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => PersonLinkStatusWord, { nullable: true, description: 'How the link stands.' })
  status!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person, the same as in access records.' })
  subject!: string;
}

import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import { BodyKindWord, ProfessionWord } from './words.ts';

/** A department of a body, as its organisation chart names it. */
@ObjectType({
  description: 'A service of a body (agence, espace solidarités, cellule…), as its organisation chart names it.',
})
export class Service {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Code of the service within its body; habilitations and frames name it.' })
  code!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Name of the service, in French.' })
  label!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { nullable: true, description: 'Number that the body gives to the service, where it is settled.' })
  number!: number | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], { description: 'Other names under which protocols mention the service.' })
  aliases!: string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], { description: 'INSEE codes of the communes it covers; empty: all those of its body.' })
  coveredCommunes!: string[];
}

/** Who may be addressed at a body: her post, and no private person. */
@ObjectType({ description: 'An agent of a body in office, as its directory names her (annuaire professionnel).' })
export class Agent {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: 'The agent, as her body names her; frames and referrals name her so.',
  })
  name!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => ProfessionWord, { nullable: true, description: 'What she does there.' })
  profession!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Code of her service within the body.' })
  service!: string | null;
}

/** A public body, or a partner that only receives. Public governance data: nothing in it is about a person. */
@ObjectType({ description: 'A public body (Département, commune, CCAS, Métropole), or a partner that only receives.' })
@Directive('@key(fields: "code")')
export class Body {
  @Crossing('SERVICE_OFFER')
  @Field(() => ID, { description: 'Code of the body; the part before the colon in the ids of its records.' })
  code!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => BodyKindWord, { description: 'What kind of body it is.' })
  kind!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Name of the body, in French.' })
  name!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'INSEE code of its territory (commune, département).' })
  insee!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'SIREN of the legal person, where it is known.' })
  siren!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], {
    description:
      'What the body serves that another kind serves elsewhere: HOUSING_FUND (FSL), YOUTH_FUND (FAJ). Fields of the contract that need a capability are null where it is not declared.',
  })
  capabilities!: string[];
}

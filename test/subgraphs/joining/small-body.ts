import { Arg, Ctx, Directive, Field, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { Category } from '../../../schema/vocabulary.ts';
import { buildSubgraph, type Subgraph } from '../../../subgraphs/joining/build-subgraph.ts';
import { CategoryWord, Crossing, CrossingBy } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar, DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';

/** Every kind of place where a field can stand, and no more: what the guard and the server are tried on. */

@ObjectType()
class Housing {
  @Crossing('HOUSING')
  @Field(() => String, { nullable: true })
  tenure!: string | null;

  @Crossing('HOUSING')
  @Field(() => Int, { nullable: true })
  arrearsMonths!: number | null;
}

@ObjectType()
class Benefit {
  @Crossing('BENEFITS')
  @Field(() => String, { nullable: true })
  kind!: string | null;
}

@ObjectType()
@Directive('@key(fields: "id")')
class Person {
  @Crossing('PRESENCE')
  @Field(() => ID)
  id!: string;

  @Crossing('IDENTITY')
  @Field(() => String, { nullable: true })
  birthName!: string | null;

  @Crossing('IDENTITY')
  @Field(() => DateScalar, { nullable: true })
  birthDate!: string | null;

  @Crossing('HOUSING')
  @Field(() => Housing, { nullable: true })
  housing!: Housing | null;

  @Crossing('BENEFITS')
  @Field(() => [Benefit], { nullable: true })
  benefits!: Benefit[] | null;
}

@ObjectType()
class Membership {
  @Crossing('HOUSEHOLD')
  @Field(() => String, { nullable: true })
  role!: string | null;

  @Crossing('HOUSEHOLD')
  @Field(() => Person, { nullable: true })
  person!: Pick<Person, 'id'> | null;
}

@ObjectType()
class Household {
  @Crossing('HOUSEHOLD')
  @Field(() => [Membership], { nullable: true })
  members!: Membership[] | null;
}

@ObjectType()
class Contribution {
  @CrossingBy('category')
  @Field(() => String, { nullable: true })
  value!: string | null;

  @CrossingBy('category')
  @Field(() => DateTimeScalar, { nullable: true })
  at!: Date | null;
}

@ObjectType()
@Directive('@key(fields: "id")')
class Participant {
  @Crossing('PRESENCE')
  @Field(() => ID)
  id!: string;
}

/** What the resolvers did: a refused request leaves no trace here. */
export interface SmallContext {
  readonly log: string[];
}

const PEOPLE: ReadonlyMap<string, Partial<Person>> = new Map([
  [
    'CCAS_X:1',
    { id: 'CCAS_X:1', birthName: 'ARDENT', birthDate: '1980-01-31', housing: { tenure: 'TENANT', arrearsMonths: 2 } },
  ],
  ['CCAS_X:2', { id: 'CCAS_X:2', birthName: 'BERNIER', benefits: [{ kind: 'RSA' }, { kind: 'APL' }] }],
]);

@Resolver(() => Person)
class PersonResolver {
  @Crossing('HOUSEHOLD')
  @FieldResolver(() => Household, { nullable: true })
  household(@Root() person: Person, @Ctx() context: SmallContext): Household {
    context.log.push(`household of ${person.id}`);
    return { members: [{ role: 'SPOUSE', person: { id: 'CCAS_X:2' } }] };
  }

  @Crossing('FREE_TEXT')
  @FieldResolver(() => String, { nullable: true })
  notes(): string {
    throw new Error('relation "note" does not exist: secret of the database');
  }
}

@Resolver(() => Participant)
class ParticipantResolver {
  @CrossingBy('category')
  @FieldResolver(() => [Contribution], { nullable: true })
  contributions(@Arg('category', () => CategoryWord) category: Category): Contribution[] {
    return [{ value: `said of ${category}`, at: new Date('2026-05-04T08:00:00Z') }];
  }

  @CrossingBy('category')
  @Mutation(() => Participant, { nullable: true })
  contribute(
    @Arg('body', () => ID) body: string,
    @Arg('case', () => ID) shared: string,
    @Arg('category', () => CategoryWord) category: Category,
    @Arg('value', () => String) value: string,
    @Ctx() context: SmallContext,
  ): Participant {
    context.log.push(`contributed ${category} ${value.length}`);
    return { id: `${body}:${shared}` };
  }

  @Crossing('CASE_META')
  @Mutation(() => Participant, { nullable: true })
  leave(@Arg('body', () => ID) body: string, @Ctx() context: SmallContext): Participant {
    context.log.push('left');
    return { id: body };
  }
}

export function smallBody(): Promise<Subgraph<SmallContext>> {
  return buildSubgraph<SmallContext>({
    name: 'body',
    resolvers: [PersonResolver, ParticipantResolver],
    types: [Person, Participant],
    references: {
      Person: ({ id }, context) => {
        context.log.push(`person ${String(id)}`);
        return PEOPLE.get(String(id)) ?? null;
      },
      Participant: ({ id }) => ({ id }),
    },
  });
}

/** A kind's subgraph: its own class of the same name, and no root field at all. */
@ObjectType('Person')
@Directive('@key(fields: "id")')
class PersonOfKind {
  @Crossing('PRESENCE')
  @Field(() => ID)
  id!: string;
}

@Resolver(() => PersonOfKind)
class PersonOfKindResolver {
  @Crossing('CONTACT')
  @FieldResolver(() => String, { nullable: true })
  domiciliation(): string {
    return 'since March';
  }
}

export function smallKind(): Promise<Subgraph<SmallContext>> {
  return buildSubgraph<SmallContext>({
    name: 'kind',
    resolvers: [PersonOfKindResolver],
    types: [PersonOfKind],
    references: { Person: ({ id }) => ({ id }) },
  });
}

import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { CoupleStatus } from './codes.ts';
import type { BodyContext } from './context.ts';
import { childrenAgeBands, currentHousehold, isSingleParent } from './derived.ts';
import { Household } from './household.type.ts';
import { ownKey } from './keys.ts';
import { ParentalHolder } from './parental-holder.type.ts';
import { Person } from './person.type.ts';
import { readComposition } from './read-situation.ts';

@Resolver(() => Person)
export class HouseholdResolver {
  @Crossing('HOUSEHOLD')
  @FieldResolver(() => Household, {
    nullable: true,
    description: 'The household in which this body counts the person.',
  })
  async household(@Root() person: Person, @Ctx() { people, today, code }: BodyContext): Promise<Household | null> {
    const current = currentHousehold(await people.memberships(person.local), today);
    if (current === null) return null;
    return {
      members: current.household.members.map((member) => ({ ...member, person: ownKey(code, member.personId) })),
    };
  }

  @Crossing('HOUSEHOLD')
  @FieldResolver(() => CoupleStatus, { nullable: true, description: 'Situation of the couple.' })
  async coupleStatus(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<CoupleStatus | null> {
    return currentHousehold(await people.memberships(person.local), today)?.household.coupleStatus ?? null;
  }

  @Crossing('HOUSEHOLD')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Children of the household: minors, and dependants of age. Null where no household is known.',
  })
  async childrenCount(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<number | null> {
    return (await readComposition(person.local, people, today))?.children.length ?? null;
  }

  @Crossing('HOUSEHOLD')
  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'Age band of each of these children whose birth date is known, the youngest first; same words as `ageBand`.',
  })
  async childrenAgeBands(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<string[] | null> {
    const composition = await readComposition(person.local, people, today);
    return composition && childrenAgeBands(composition.children, today);
  }

  @Crossing('HOUSEHOLD')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'One adult with at least one of these children (famille monoparentale).',
  })
  async singleParent(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<boolean | null> {
    const composition = await readComposition(person.local, people, today);
    return composition && isSingleParent(composition.members, composition.children.length, today);
  }

  @Crossing('HOUSEHOLD')
  @FieldResolver(() => [ParentalHolder], {
    nullable: true,
    description: 'Who holds parental authority over this person, if a minor.',
  })
  parentalHolders(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<readonly ParentalHolder[]> {
    return people.parentalHolders(person.local);
  }
}

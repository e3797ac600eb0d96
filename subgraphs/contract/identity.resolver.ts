import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { Sex } from './codes.ts';
import type { BodyContext } from './context.ts';
import { ageBand, birthMonth, birthYear } from './derived.ts';
import { Person } from './person.type.ts';

/** Civil identity, and what less than the birth date can be given instead of it. */
@Resolver(() => Person)
export class IdentityResolver {
  @Crossing('IDENTITY')
  @FieldResolver(() => String, { nullable: true, description: 'Name at birth (nom de naissance).' })
  async birthName(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.identity(person.local))?.birthName ?? null;
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => String, { nullable: true, description: 'Name in use (nom d’usage), if another.' })
  async usedName(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.identity(person.local))?.usedName ?? null;
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => [String], {
    nullable: true,
    description: 'First names (prénoms), in the order of the civil register.',
  })
  async firstNames(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string[] | null> {
    return (await people.identity(person.local))?.firstNames ?? null;
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => Sex, { nullable: true, description: 'Administrative sex.' })
  async sex(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Sex | null> {
    return (await people.identity(person.local))?.sex ?? null;
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => DateScalar, { nullable: true, description: 'Date of birth.' })
  async birthDate(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Date | null> {
    return (await people.identity(person.local))?.birthDate ?? null;
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => Int, { nullable: true, description: 'Year of birth.' })
  async birthYear(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<number | null> {
    return birthYear((await people.identity(person.local))?.birthDate ?? null);
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => String, { nullable: true, description: 'Month of birth, `YYYY-MM`.' })
  async birthMonth(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return birthMonth((await people.identity(person.local))?.birthDate ?? null);
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Age band today, one of `0-2 3-5 6-11 12-15 16-17 18-20 21-25 26-39 40-54 55-64 65-74 75-84 85+`.',
  })
  async ageBand(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<string | null> {
    return ageBand((await people.identity(person.local))?.birthDate ?? null, today);
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => String, { nullable: true, description: 'Place of birth, INSEE code (COG); `99xxx` abroad.' })
  async birthPlaceCog(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.identity(person.local))?.birthPlaceCog ?? null;
  }

  @Crossing('IDENTITY')
  @FieldResolver(() => DateScalar, { nullable: true, description: 'Date of death.' })
  async deathDate(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Date | null> {
    return (await people.identity(person.local))?.deathDate ?? null;
  }
}

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { PreferredContact } from './codes.ts';
import type { BodyContext } from './context.ts';
import { Person } from './person.type.ts';

/** How to reach the person. That an address is protected is not a field: the hub enforces it, and says nothing. */
@Resolver(() => Person)
export class ContactResolver {
  @Crossing('CONTACT')
  @FieldResolver(() => String, { nullable: true, description: 'Street address (adresse).' })
  async addressLine(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.contact(person.local))?.addressLine ?? null;
  }

  @Crossing('CONTACT')
  @FieldResolver(() => String, { nullable: true, description: 'Postcode (code postal).' })
  async postcode(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.contact(person.local))?.postcode ?? null;
  }

  @Crossing('CONTACT')
  @FieldResolver(() => String, { nullable: true, description: 'Commune of residence, INSEE code.' })
  async communeCode(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.contact(person.local))?.communeCode ?? null;
  }

  @Crossing('CONTACT')
  @FieldResolver(() => String, { nullable: true, description: 'Telephone.' })
  async phone(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.contact(person.local))?.phone ?? null;
  }

  @Crossing('CONTACT')
  @FieldResolver(() => String, { nullable: true, description: 'E-mail.' })
  async email(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.contact(person.local))?.email ?? null;
  }

  @Crossing('CONTACT')
  @FieldResolver(() => PreferredContact, { nullable: true, description: 'How the person wishes to be contacted.' })
  async preferredContact(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<PreferredContact | null> {
    return (await people.contact(person.local))?.preferredContact ?? null;
  }

  @Crossing('CONTACT')
  @FieldResolver(() => String, { nullable: true, description: 'Whom to call in an emergency (personne à prévenir).' })
  async emergencyContact(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.contact(person.local))?.emergencyContact ?? null;
  }
}

import { adults, children, currentHousehold, type Member } from './derived.ts';
import type { PersonRepository } from './person.repository.ts';
import type { SituationOfAdults } from './routing.ts';

/** The household of today with the children who count. Birth dates are read to count them, and go no further. */
export interface Composition {
  readonly members: readonly Member[];
  readonly children: readonly { readonly birthDate: Date | null }[];
}

export async function readComposition(
  personId: string,
  people: PersonRepository,
  today: string,
): Promise<Composition | null> {
  const current = currentHousehold(await people.memberships(personId), today);
  if (current === null) return null;
  const { members } = current.household;
  const identities = await Promise.all(members.map((member) => people.identity(member.personId)));
  const birthDates = new Map(members.map((member, nth) => [member.personId, identities[nth]?.birthDate ?? null]));
  return { members, children: children(members, birthDates, today) };
}

/** What the routing must know of the person and of those she lives with; alone where no household is known. */
export async function readSituation(
  personId: string,
  people: PersonRepository,
  today: string,
): Promise<SituationOfAdults> {
  const current = currentHousehold(await people.memberships(personId), today);
  const members = current?.household.members ?? [];
  const couple = current?.role === 'APPLICANT' || current?.role === 'SPOUSE' ? adults(members, today) : [];
  const adultIds = couple.length > 0 ? couple.map((member) => member.personId) : [personId];
  const childIds = members
    .filter((member) => couple.length > 0 && member.role === 'CHILD' && member.isDependent)
    .map((member) => member.personId);

  const birthDateOf = async (id: string) => (await people.identity(id))?.birthDate ?? null;
  const [adultBirthDates, dependentChildBirthDates, benefits, apa] = await Promise.all([
    Promise.all(adultIds.map(birthDateOf)),
    Promise.all(childIds.map(birthDateOf)),
    Promise.all(adultIds.map((id) => people.benefits(id))),
    Promise.all(adultIds.map((id) => people.apa(id))),
  ]);
  return {
    adultBirthDates,
    dependentChildBirthDates,
    benefits: benefits.flat(),
    apa: apa.filter((right) => right !== null),
  };
}

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BodyContext } from '../contract/context.ts';
import { Crossing } from '../joining/crossing.ts';
import { ChildcareRequest } from './childcare-request.type.ts';
import { communeRecords } from './commune.repository.ts';
import { Person } from './person.type.ts';
import { PreEnrolment } from './pre-enrolment.type.ts';

@Resolver(() => Person)
export class PersonResolver {
  @Crossing('CHILDCARE')
  @FieldResolver(() => ChildcareRequest, {
    nullable: true,
    description: 'Request for a place, at the guichet unique petite enfance.',
  })
  childcareRequest(@Root() person: Person, @Ctx() context: BodyContext): Promise<ChildcareRequest | null> {
    return communeRecords(context).childcareRequest(person.local);
  }

  @Crossing('EDUCATION')
  @FieldResolver(() => PreEnrolment, {
    nullable: true,
    description: 'Enrolment in the programme de réussite éducative.',
  })
  preEnrolment(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<PreEnrolment | null> {
    return people.preEnrolment(person.local);
  }

  @Crossing('PUBLIC_ORDER')
  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Neighbourhood records of the commune, oldest first. They never leave it.',
  })
  async neighbourhoodRecords(@Root() person: Person, @Ctx() context: BodyContext): Promise<string[]> {
    const records = await communeRecords(context).neighbourhoodRecords(person.local);
    return records.map(({ text }) => text);
  }
}

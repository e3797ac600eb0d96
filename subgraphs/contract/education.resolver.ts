import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { isInForce } from './civil-day.ts';
import type { BodyContext } from './context.ts';
import { isInPre } from './derived.ts';
import { Education } from './education.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class EducationResolver {
  @Crossing('EDUCATION')
  @FieldResolver(() => Education, { nullable: true, description: 'Schooling.' })
  education(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Education | null> {
    return people.education(person.local);
  }

  @Crossing('EDUCATION')
  @FieldResolver(() => Boolean, { nullable: true, description: 'Follows the programme de réussite éducative today.' })
  async inPre(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<boolean | null> {
    const [enrolment, education] = await Promise.all([
      people.preEnrolment(person.local),
      people.education(person.local),
    ]);
    return isInPre(enrolment, education, today);
  }

  @Crossing('EDUCATION')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The social worker whom the Département designates for the school this year, with her professional contact.',
  })
  async designatedSocialWorker(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<string | null> {
    const school = (await people.education(person.local))?.school ?? null;
    if (school === null) return null;
    const designation = (await people.designations(school)).find((row) => isInForce(row, today));
    return designation ? [designation.agent, designation.contact].filter(Boolean).join(', ') : null;
  }
}

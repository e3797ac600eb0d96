import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { isInReturnToWorkStep } from './derived.ts';
import { EmploymentSituation } from './employment.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class EmploymentResolver {
  @Crossing('EMPLOYMENT')
  @FieldResolver(() => EmploymentSituation, { nullable: true, description: 'Situation towards work.' })
  employment(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<EmploymentSituation | null> {
    return people.employment(person.local);
  }

  @Crossing('EMPLOYMENT')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Looking for work, or in training (démarche de retour à l’emploi).',
  })
  async inReturnToWorkStep(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<boolean | null> {
    return isInReturnToWorkStep(await people.employment(person.local));
  }
}

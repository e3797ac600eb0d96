import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BodyContext } from '../contract/context.ts';
import { Crossing } from '../joining/crossing.ts';
import { ccasRecords } from './ccas.repository.ts';
import { CcasAid } from './ccas-aid.type.ts';
import { Domiciliation } from './domiciliation.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class PersonResolver {
  @Crossing('BENEFITS')
  @FieldResolver(() => [CcasAid], {
    nullable: true,
    description: 'Optional aids that this CCAS granted, oldest first.',
  })
  ccasAids(@Root() person: Person, @Ctx() context: BodyContext): Promise<readonly CcasAid[]> {
    return ccasRecords(context).aids(person.local);
  }

  @Crossing('CONTACT')
  @FieldResolver(() => Domiciliation, {
    nullable: true,
    description: 'Election of domicile at this CCAS, for a person without a stable home.',
  })
  domiciliation(@Root() person: Person, @Ctx() context: BodyContext): Promise<Domiciliation | null> {
    return ccasRecords(context).domiciliation(person.local);
  }
}

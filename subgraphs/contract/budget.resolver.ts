import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { Budget } from './budget.type.ts';
import type { BodyContext } from './context.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class BudgetResolver {
  @Crossing('BUDGET_DEBT')
  @FieldResolver(() => Budget, { nullable: true, description: 'Budget and debts as this body assessed them.' })
  budget(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Budget | null> {
    return people.budget(person.local);
  }
}

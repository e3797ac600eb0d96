import { FieldResolver, Resolver } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { Person } from './person.type.ts';

/**
 * What no body may hold here. The fields exist so that a question about them is decided and recorded like any other;
 * there is no column behind them, so there is nothing to give.
 */
@Resolver(() => Person)
export class NeverHeldResolver {
  @Crossing('JUSTICE')
  @FieldResolver(() => String, { nullable: true, description: 'Criminal data: never held, always null.' })
  justice(): null {
    return null;
  }

  @Crossing('NATIONAL_ID')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'National identifiers (NIR, INE, INS, allocataire number): never held, always null.',
  })
  nationalId(): null {
    return null;
  }

  @Crossing('ORIGIN_BELIEF')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Origin, opinions, religion, orientation: never held, always null.',
  })
  originAndBelief(): null {
    return null;
  }
}

import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { BodyContext } from '../contract/context.ts';
import { Crossing } from '../joining/crossing.ts';
import { AvipBoard } from './avip-board.type.ts';
import { Body } from './body.type.ts';
import { communeRecords } from './commune.repository.ts';
import { countAvipSeats } from './count-avip-seats.ts';

@Resolver(() => Body)
export class BodyResolver {
  @Crossing('STATISTIC')
  @FieldResolver(() => AvipBoard, {
    nullable: true,
    description: 'Seats labelled AVIP at the crèche; null where the commune has none.',
  })
  async avipBoard(@Ctx() context: BodyContext): Promise<AvipBoard | null> {
    const records = communeRecords(context);
    const [seats, waiting] = await Promise.all([records.avipSeats(), records.avipRequestsWaiting()]);
    return countAvipSeats(seats, waiting, context.today);
  }
}

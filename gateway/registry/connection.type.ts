import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Category } from '../../schema/vocabulary.ts';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import type * as paging from './page.ts';

@ObjectType({ description: 'Where a page stands in its list.' })
class PageInfo {
  @Crossing('SERVICE_OFFER')
  @Field(() => Boolean, { description: 'Whether rows follow that the caller may know of.' })
  hasNextPage!: boolean;

  @Crossing('SERVICE_OFFER')
  @Field(() => Boolean, { description: 'Whether rows go before that the caller may know of.' })
  hasPreviousPage!: boolean;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Cursor of the first row of the page.' })
  startCursor!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row of the page: give it to `after` for the next.',
  })
  endCursor!: string | null;
}

/** The Relay connection of one type of record. Its rows are of the category that the list itself is of. */
export function connectionOf<Row extends object>(
  node: ClassType<Row>,
  category: Category,
): ClassType<paging.Page<Row>> {
  @ObjectType(`${node.name}Edge`, { description: `One row of a list of \`${node.name}\`.` })
  class Edge {
    @Crossing(category)
    @Field(() => String, { nullable: true, description: 'Where the row stands; opaque, give it to `after`.' })
    cursor!: string;

    @Crossing(category)
    @Field(() => node, { nullable: true, description: 'The record.' })
    node!: Row;
  }

  @ObjectType(`${node.name}Connection`, {
    description: `One page of a list of \`${node.name}\`. Only rows that the caller may know of are in it, or counted.`,
  })
  class Connection {
    @Crossing(category)
    @Field(() => [Edge], { nullable: true, description: 'The rows of the page, newest first.' })
    edges!: readonly Edge[];

    @Crossing('SERVICE_OFFER')
    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    pageInfo!: paging.PageInfo;

    @Crossing(category)
    @Field(() => Int, {
      nullable: true,
      description:
        'How many rows of the list the caller may know of, on all pages; null where a list of the journal has more than 10 000: ask for a shorter period.',
    })
    totalCount!: number;
  }
  return Connection;
}

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { Person } from './person.type.ts';
import { SocialReport } from './social-report.type.ts';

@Resolver(() => Person)
export class SocialReportResolver {
  @Crossing('SOCIAL_REPORT')
  @FieldResolver(() => [SocialReport], { nullable: true, description: 'Social assessments, oldest first.' })
  socialReports(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<readonly SocialReport[]> {
    return people.socialReports(person.local);
  }
}

import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import { addMonths, isCivilDate } from '../../policy/civil-date.ts';
import type { RegistryOperation } from '../operation.ts';
import { startOfDay } from '../paris-day.ts';
import { MonthlyReport } from './monthly-report.type.ts';
import { assertControls } from './office.ts';
import { officerRefusal } from './officer-refusals.ts';

@Resolver()
export class MonthlyReportResolver {
  @Crossing('AGENT_DIRECTORY')
  @Query(() => MonthlyReport, {
    nullable: true,
    description:
      'What a month held at your body (indicator G1), for its consent officer and its data-protection officer (R602, purpose AUDIT; RGPD 5(2)). Another body is refused like one that there is not.',
  })
  async monthlyReport(
    @Arg('body', () => ID, { description: 'Code of your body.' }) body: string,
    @Arg('month', () => String, { description: 'The month, `YYYY-MM`, as the calendar in Paris has it.' })
    month: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<MonthlyReport> {
    const { repositories, at } = operation;
    const first = `${month}-01`;
    if (!isCivilDate(first)) throw new HubError('BAD_REQUEST', '`month` is a month, as `YYYY-MM`');
    await assertControls(operation, body);
    const from = startOfDay(first);
    const end = startOfDay(addMonths(first, 1));
    if (from > at) throw officerRefusal('MONTH_TO_COME');
    const final = end <= at;
    const until = final ? end : at;
    return { body, month, until, final, ...(await repositories.monthlyReports.count(body, from, until)) };
  }
}

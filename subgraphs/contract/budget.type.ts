import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { OverIndebtednessFile } from './codes.ts';

@ObjectType({ description: 'Budget of the person as this body assessed it. Amounts are whole euros.' })
export class Budget {
  @Crossing('BUDGET_DEBT')
  @Field(() => Int, {
    nullable: true,
    description: 'Monthly income (ressources mensuelles), euros, benefits included.',
  })
  incomeMonthly!: number | null;

  @Crossing('BUDGET_DEBT')
  @Field(() => Int, { nullable: true, description: 'Monthly fixed charges (charges mensuelles), euros.' })
  chargesMonthly!: number | null;

  @Crossing('BUDGET_DEBT')
  @Field(() => Int, {
    nullable: true,
    description: 'Total of debts (endettement), euros, outstanding mortgage excluded.',
  })
  debtTotal!: number | null;

  @Crossing('BUDGET_DEBT')
  @Field(() => OverIndebtednessFile, {
    nullable: true,
    description: 'State of the file at the Banque de France (dossier de surendettement).',
  })
  overIndebtednessFile!: OverIndebtednessFile | null;
}

import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';

export const StatisticsFormatWord = registerWords(
  'StatisticsFormat',
  ['CSV', 'CSV_EXCEL', 'CSVW', 'JSON_STAT', 'SDMX_CSV'] as const,
  'How figures are written: CSV (RFC 4180); CSV_EXCEL for a French spreadsheet, in which no cell is a formula; CSVW the W3C metadata that stands beside the CSV; JSON_STAT 2.0; SDMX_CSV 2.0 with OBS_STATUS and CONF_STATUS.',
);

@ObjectType({ description: 'Released figures as a file: what the answer shows, and nothing else.' })
export class StatisticsExport {
  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'The file.' })
  content!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Its media type.' })
  mediaType!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'A name for it, by what was asked.' })
  fileName!: string | null;
}

import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { Wording } from '../../policy/reasons.ts';
import { WordingType } from '../explaining/explain.type.ts';
import type { pageByKey } from '../page-by-key.ts';
import type { AccessAnomaly } from './access-anomaly.ts';
import { AccessAnomalyWord } from './access-anomaly.ts';
import { AccessRecordConnection } from './access-record.type.ts';

@ObjectType({
  description: 'Accesses that are unusual in one way, what exactly was looked for, and what cannot be known.',
})
export class AccessAnomalies {
  @Crossing('SERVICE_OFFER')
  @Field(() => AccessAnomalyWord, { description: 'In what way.' })
  kind!: AccessAnomaly;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => WordingType, {
    nullable: true,
    description: '«Ce qui est recherché»: the criterion with its thresholds, and what it cannot see, in a sentence.',
  })
  criterion!: Wording;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description:
      'Of how many accesses of your agents it cannot be told, because your body has not said it of the file; null where nothing is unknown in this way, or of more than 10 000.',
  })
  notKnown!: Promise<number | null> | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => AccessRecordConnection, {
    nullable: true,
    description: 'The accesses, newest first; only those that the caller may know of, as in `accessRecords`.',
  })
  records!: Awaited<ReturnType<typeof pageByKey>>;
}

import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';
import { type ExportFormat, writeExport } from '../../../transparency/export.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { type KeyedList, readKnown } from '../page-by-key.ts';
import { type Exported, exportRange, exportRecords, MOST_EXPORTED } from './access-export.ts';
import { conditionsOf } from './access-record.repository.ts';
import type { AccessRecord } from './access-record.type.ts';
import { AccessRecordSelection, readSelection } from './access-record-args.ts';
import { listAccesses, NO_ACCESSES, scopeOf } from './access-record-list.ts';
import { assertAnswersForBreaches, assertAudits } from './audit-access.ts';
import { readSize } from './journal.resolver.ts';
import { AccessRecordExport } from './journal.type.ts';
import { listReleases, readBreach } from './released-under.ts';

const FORMATS: Readonly<Record<ExportFormat, { readonly mediaType: string; readonly extension: string }>> = {
  NDJSON: { mediaType: 'application/x-ndjson', extension: 'ndjson' },
  CSV: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
};

export const ExportFormatWord = registerWords(
  'ExportFormat',
  ['NDJSON', 'CSV'] as const,
  'How an export is written: NDJSON one JSON object per line, CSV for a French spreadsheet, in which no cell is a formula.',
);

@ArgsType()
class ExportArgs extends AccessRecordSelection {
  @Field(() => ExportFormatWord, { description: 'How it is written.' })
  format!: ExportFormat;

  @Field(() => String, {
    nullable: true,
    description:
      'First leaf of a range, in decimal: all leaves of it are exported, and of those that you may know of, what was recorded. Instead of what narrows a list.',
  })
  fromLeaf?: string | null;

  @Field(() => String, { nullable: true, description: 'Leaf before which the range ends, in decimal.' })
  toLeaf?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only what was released under this habilitation, as in `whoReceived`; with a period at most.',
  })
  habilitation?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Only what was released about a person while this decision fact of your own body stood, as in `whoReceived`; with a period at most.',
  })
  decisionFact?: string | null;
}

@Resolver()
export class AccessExportResolver {
  @Crossing('AGENT_DIRECTORY')
  @Query(() => AccessRecordExport, {
    nullable: true,
    description:
      'Access records as a file that proves itself (RGPD 5(2)): those of a list, or all the leaves of a range, with the signed checkpoint, salts and proofs, to be checked offline with `passerelle verify`. Of a leaf that you may not know of, its commitment alone. At most 5 000 leaves. For the consent officer or the data-protection officer, under the purpose AUDIT; that it was exported is in the journal.',
  })
  async exportAccessRecords(
    @Ctx() operation: RegistryOperation,
    @Args(() => ExportArgs) args: ExportArgs,
  ): Promise<AccessRecordExport> {
    assertAudits(operation.caller);
    const { header, lines } = await exportOf(operation, args);
    const { mediaType, extension } = FORMATS[args.format];
    return {
      content: writeExport(header, lines, args.format),
      mediaType,
      fileName: `journal-${header.exportedAt.slice(0, 10)}-${header.size}.${extension}`,
      leaves: lines.length,
      records: lines.filter(({ payload }) => payload !== undefined).length,
    };
  }
}

async function exportOf(operation: RegistryOperation, args: ExportArgs): Promise<Exported> {
  const { fromLeaf, toLeaf } = args;
  if (fromLeaf != null || toLeaf != null) {
    if ([...NARROWING, 'habilitation' as const, 'decisionFact' as const].some((name) => args[name] != null)) {
      throw new HubError('BAD_REQUEST', 'a range is exported whole: nothing else narrows it');
    }
    const [from, to] = [readSize(fromLeaf ?? '0'), readSize(toLeaf ?? '0')];
    if (from >= to) throw new HubError('BAD_REQUEST', '`fromLeaf` is before `toLeaf`');
    if (to - from > BigInt(MOST_EXPORTED)) throw tooMany();
    return exportRange(operation, from, to);
  }
  const list = await listOf(operation, args);
  const known = await readKnown(list, null, MOST_EXPORTED + 1);
  if (known.length > MOST_EXPORTED) throw tooMany();
  return exportRecords(
    operation,
    known.map(({ id }) => id),
  );
}

/** What is listed elsewhere under the same arguments. */
async function listOf(operation: RegistryOperation, args: ExportArgs): Promise<KeyedList<AccessRecord>> {
  const { habilitation, decisionFact, from = null, to = null } = args;
  if (habilitation != null || decisionFact != null) {
    assertAnswersForBreaches(operation.caller);
    if (NARROWING.some((name) => name !== 'from' && name !== 'to' && args[name] != null)) {
      throw new HubError('BAD_REQUEST', 'what a breach concerned is exported whole: a period narrows it, nothing else');
    }
    const breach = await readBreach({ habilitation, decisionFact, from, to }, operation);
    return breach === null ? NO_ACCESSES : listReleases(operation, breach);
  }
  const filter = await readSelection(args, operation);
  if (filter === null) return NO_ACCESSES;
  return listAccesses(operation, scopeOf(operation, filter.side), conditionsOf(filter));
}

const NARROWING = [
  'side',
  'from',
  'to',
  'agent',
  'purpose',
  'decision',
  'category',
  'emergency',
  'ruleSetVersion',
  'instrument',
  'consent',
  'person',
] as const satisfies readonly (keyof AccessRecordSelection)[];

function tooMany(): HubError {
  return new HubError('LIMIT_EXCEEDED', `an export holds ${MOST_EXPORTED} leaves at most: ask for a shorter period`);
}

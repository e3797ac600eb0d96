import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import { registerWords } from '../../subgraphs/joining/words.ts';
import { type ExportFormat, writeExport } from '../../transparency/export.ts';
import { HubError } from '../errors.ts';
import { type Exported, exportRange, exportRecords, MOST_EXPORTED } from './access-export.ts';
import { conditionsOf } from './access-record.repository.ts';
import { AccessRecordSelection, readSelection } from './access-record-args.ts';
import { listAccesses, NO_ACCESSES, scopeOf } from './access-record-list.ts';
import { assertAudits } from './audit-access.ts';
import { readSize } from './journal.resolver.ts';
import { AccessRecordExport } from './journal.type.ts';
import type { RegistryOperation } from './operation.ts';
import { readKnown } from './page-by-key.ts';

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
    if (NARROWING.some((name) => args[name] != null)) {
      throw new HubError('BAD_REQUEST', 'a range is exported whole: nothing else narrows it');
    }
    const [from, to] = [readSize(fromLeaf ?? '0'), readSize(toLeaf ?? '0')];
    if (from >= to) throw new HubError('BAD_REQUEST', '`fromLeaf` is before `toLeaf`');
    if (to - from > BigInt(MOST_EXPORTED)) throw tooMany();
    return exportRange(operation, from, to);
  }
  const filter = await readSelection(args, operation);
  const list =
    filter === null ? NO_ACCESSES : listAccesses(operation, scopeOf(operation, filter.side), conditionsOf(filter));
  const known = await readKnown(list, null, MOST_EXPORTED + 1);
  if (known.length > MOST_EXPORTED) throw tooMany();
  return exportRecords(
    operation,
    known.map(({ id }) => id),
  );
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

import { Arg, Ctx, FieldResolver, ID, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { assertAudits } from './audit-access.ts';
import {
  Journal,
  JournalCheckpoint,
  JournalConsistencyProof,
  JournalInclusionProof,
  JournalKey,
} from './journal.type.ts';
import type { JournalKeyRow } from './journal-log.repository.ts';

@Resolver(() => Journal)
export class JournalResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => Journal, {
    nullable: true,
    description:
      'The journal of all accesses, as a log whose checkpoints can be verified by whoever holds them (RGPD 5(2)).',
  })
  journal(): Journal {
    return {};
  }

  @Crossing('AGENT_DIRECTORY')
  @FieldResolver(() => JournalCheckpoint, {
    nullable: true,
    description:
      'The newest checkpoint, or that of a size; null where there is none. For the consent officer or the data-protection officer, under the purpose AUDIT: how fast the journal grows would tell others what their questions met (RGPD 32).',
  })
  async checkpoint(
    @Ctx() { caller, journal, repositories }: RegistryOperation,
    @Arg('size', () => String, { nullable: true, description: 'Of a tree of this size, in decimal.' })
    size?: string | null,
  ): Promise<JournalCheckpoint | null> {
    assertAudits(caller);
    const found = await journal.checkpoint(size == null ? undefined : readSize(size));
    const signing = found && (await repositories.journalLog.findSigning(found.size));
    if (!found || !signing) return null;
    return { size: String(found.size), root: found.root.toString('hex'), note: found.note, ...signing };
  }

  @Crossing('AGENT_DIRECTORY')
  @FieldResolver(() => JournalInclusionProof, {
    nullable: true,
    description:
      'That a record is in the tree of a checkpoint. Null for a record that you may not know of, as for one that there is not, and for one that has its place in no signed tree yet (a second at most). For who controls a body, under the purpose AUDIT.',
  })
  async inclusionProof(
    @Ctx() { caller, journal, mayKnow }: RegistryOperation,
    @Arg('record', () => ID, { description: 'Id of the access record.' }) record: string,
    @Arg('size', () => String, {
      nullable: true,
      description: 'Size of the tree of a checkpoint, in decimal; the newest where it is left out.',
    })
    size?: string | null,
  ): Promise<JournalInclusionProof | null> {
    assertAudits(caller);
    const wanted = size == null ? undefined : readSize(size);
    const id = record.toLowerCase();
    const [knows] = await mayKnow([{ type: 'AccessRecord', id }], 'AUDIT_TRACE');
    if (!knows) return null;
    const [[leaf], checkpoint] = await Promise.all([journal.leavesOf([id]), journal.checkpoint(wanted)]);
    if (!leaf || !checkpoint || leaf.index >= checkpoint.size) return null;
    const proof = await journal.inclusionProof(leaf.index, checkpoint.size);
    return {
      leaf: String(leaf.index),
      size: String(checkpoint.size),
      commitment: leaf.commitment.toString('hex'),
      proof: inHex(proof),
    };
  }

  @Crossing('AGENT_DIRECTORY')
  @FieldResolver(() => JournalConsistencyProof, {
    nullable: true,
    description:
      'That the tree of one checkpoint begins with the tree of an earlier one; null if one was never signed. For who controls a body, under the purpose AUDIT.',
  })
  async consistencyProof(
    @Ctx() { caller, journal }: RegistryOperation,
    @Arg('from', () => String, { description: 'Size of the smaller tree, in decimal.' }) from: string,
    @Arg('to', () => String, { description: 'Size of the larger one, in decimal.' }) to: string,
  ): Promise<JournalConsistencyProof | null> {
    assertAudits(caller);
    const [smaller, larger] = [readSize(from), readSize(to)];
    if (smaller === 0n || smaller > larger) throw new HubError('BAD_REQUEST', '`from` is between 1 and `to`');
    const signed = await Promise.all([journal.checkpoint(smaller), journal.checkpoint(larger)]);
    if (signed.includes(null)) return null;
    const proof = await journal.consistencyProof(smaller, larger);
    return { from: String(smaller), to: String(larger), proof: inHex(proof) };
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [JournalKey], {
    description: 'The keys of the journal and of its witnesses, retired ones included. Have them from elsewhere too.',
  })
  keys(@Ctx() { repositories }: RegistryOperation): Promise<readonly JournalKeyRow[]> {
    return repositories.journalLog.listKeys();
  }
}

/** A size or a place in the tree, as it is written. */
export function readSize(text: string): bigint {
  if (!/^(0|[1-9]\d{0,17})$/.test(text)) throw new HubError('BAD_REQUEST', 'a size is a number in decimal');
  return BigInt(text);
}

function inHex(hashes: readonly Buffer[]): readonly string[] {
  return hashes.map((hash) => hash.toString('hex'));
}

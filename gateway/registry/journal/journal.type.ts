import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';
import type { CheckpointSigning, JournalKeyRow } from './journal-log.repository.ts';

/**
 * The journal as a log that whoever holds a piece of it can check. Its keys are open. Its size is not: each line that a
 * question leaves would tell what it met. Sizes and places are decimal numbers in text, because a large journal has more
 * than an Int.
 */

export const JournalKeyUseWord = registerWords(
  'JournalKeyUse',
  ['LOG', 'WITNESS'] as const,
  'What a key signs: LOG the checkpoints of the hub, WITNESS that a body has checked one.',
);

@ObjectType({ description: 'That a body has checked a checkpoint against the last one it had seen.' })
export class JournalWitness {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Name of its key.' })
  name!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'Code of the body.' })
  body!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it signed.' })
  signedAt!: Date;
}

@ObjectType({ description: 'What the hub has signed of its journal, and who has countersigned it.' })
export class JournalCheckpoint implements CheckpointSigning {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'How many records the tree has, in decimal.' })
  size!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Root of the tree (RFC 6962), in hexadecimal.' })
  root!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: 'The signed note (C2SP tlog-checkpoint), with the lines of its witnesses.',
  })
  note!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the hub signed it.' })
  signedAt!: Date;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [JournalWitness], {
    nullable: true,
    description: 'Who has countersigned it, as far as the hub knows by now.',
  })
  witnesses!: CheckpointSigning['witnesses'];
}

@ObjectType({ description: 'That one record is in the tree of a checkpoint (RFC 9162, 2.1.3).' })
export class JournalInclusionProof {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Place of the record in the tree, in decimal, from 0.' })
  leaf!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Size of the tree, in decimal.' })
  size!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The entry: SHA-256 of salt and record, in hexadecimal.' })
  commitment!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [String], { nullable: true, description: 'Hashes from the leaf up to the root, in hexadecimal.' })
  proof!: readonly string[];
}

@ObjectType({ description: 'That a tree begins with all of a smaller one (RFC 9162, 2.1.4).' })
export class JournalConsistencyProof {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Size of the smaller tree, in decimal.' })
  from!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Size of the larger one.' })
  to!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [String], { nullable: true, description: 'The hashes, in hexadecimal.' })
  proof!: readonly string[];
}

@ObjectType({
  description: 'A public key of the journal or of a witness (C2SP verifier key). None is ever taken away.',
})
export class JournalKey implements JournalKeyRow {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: '`name+hash+key`, as verifiers of signed notes read it.' })
  verifier!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => JournalKeyUseWord, { description: 'What it signs.' })
  use!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => ID, { nullable: true, description: 'Code of the body whose key it is; null for the journal itself.' })
  body!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateTimeScalar, { description: 'Since when it signs.' })
  validFrom!: Date;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it signed; null while it does.' })
  validTo!: Date | null;
}

@ObjectType({ description: 'The journal as a whole: what is signed of it, and proofs. It holds no record.' })
export class Journal {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => JournalCheckpoint, { nullable: true, description: 'The newest checkpoint; null before the first.' })
  checkpoint?: JournalCheckpoint | null;
}

@ObjectType({ description: 'Records of the journal as a file with proofs, which `passerelle verify` checks offline.' })
export class AccessRecordExport {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The file.' })
  content!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Its media type.' })
  mediaType!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'A name for it.' })
  fileName!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'How many leaves it holds.' })
  leaves!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'Of how many it says what is recorded.' })
  records!: number;
}

import type { Words } from './words.ts';

export const WORDS_EN: Words = {
  doesNotHold: 'DOES NOT HOLD:',
  place: (leaf, record) => `leaf ${leaf}${record === undefined ? '' : ` (record ${record})`}:`,
  failures: {
    UNKNOWN_LOG: ({ named }) =>
      `no key given with --key has signed this checkpoint${named ? `; the file names the key ${named}, to be confirmed elsewhere` : ''}`,
    CHECKPOINT_FORGED: () => 'the signature of the log on the checkpoint is wrong: it was changed or forged',
    OTHER_ORIGIN: () => 'the checkpoint bears the name of another log than the key that signed it',
    OTHER_SIZE: ({ said, signed }) => `the file announces ${said} leaves, the signed checkpoint has ${signed}`,
    WITNESS_FORGED: () => 'the countersignature of a witness is wrong: changed, or made for another checkpoint',
    TOO_FEW_WITNESSES: ({ found, least }) =>
      `${found.length} known witness(es) on the checkpoint${found.length > 0 ? ` (${found.join(', ')})` : ''}, ${least} are needed`,
    MISSING: () => 'it is missing: a record of the range was taken out of the export',
    TWICE: () => 'it is there twice',
    OUT_OF_ORDER: () => 'it is not in its place: the records were reordered',
    BEYOND_TREE: () => 'it is beyond the signed tree',
    BEYOND_RANGE: () => 'it is outside the range that the export announces',
    CHANGED: () =>
      'content and salt do not give the commitment in the log: the record was changed, or the salt is foreign',
    NOT_IN_TREE: () => 'the commitment is not at this place of the signed tree: added, moved or replaced',
    RANGE_BROKEN: () => 'the leaves of the range, all together, do not give the signed root: at least one was replaced',
    NO_RECORD: () => 'what was committed to is not an access record in its canonical form',
    RECORD_TWICE: () => 'the same record stands twice in the log',
    MISSHOWN: ({ column }) => `the column “${column}” of the table does not say what the record says`,
    BACK_DATED: ({ seconds }) =>
      `it claims to be written ${seconds} s before a record that precedes it in the log: it is back-dated, or the other post-dated`,
    AFTER_WITNESS: ({ seconds }) =>
      `it claims to be written ${seconds} s after a witness signed a tree that already has it: it is post-dated`,
    BEFORE_WITNESS: ({ seconds }) =>
      `it claims to be written ${seconds} s before a witness signed a tree that lacks it: it is back-dated`,
    CLOCKS_APART: ({ seconds }) =>
      `the instant of the decision and that of the writing are ${seconds} s apart (--clock-tolerance if the clock is made up)`,
    OTHER_FORGED: ({ other }) => `${other} does not itself hold under the keys given: it proves nothing`,
    OTHER_LOG: ({ other }) => `${other} is of another log`,
    SPLIT_VIEW: ({ other }) =>
      `SPLIT VIEW: this checkpoint and ${other} are both signed, and are not of one history; keep both files`,
    INCONSISTENT: ({ other }) => `the proof given does not show that this tree and that of ${other} are of one history`,
    UNCOMPARABLE: ({ other }) =>
      `nothing shows that this tree and that of ${other} are of one history: ask the log for the consistency proof between the two sizes (--consistency)`,
  },
  holds: ({ checkpoint, witnesses, records, commitments, range, compared }) => [
    'HOLDS.',
    `Log ${checkpoint.origin}, ${checkpoint.size} leaves, root ${checkpoint.root.toString('base64')}`,
    witnesses.length === 0
      ? 'No witness was checked: the log may show another history to others (--witness).'
      : `Witnesses: ${witnesses.map(({ name, seconds }) => `${name} (${new Date(Number(seconds) * 1000).toISOString()})`).join(', ')}`,
    `${records} record(s) read and checked; ${commitments} leaf/leaves known by their commitment alone (erased at the end of retention, or not for whoever asked)`,
    range === null
      ? 'Chosen records: this export says nothing of those that are not in it.'
      : `Whole range: every leaf from ${range.from} to ${range.to - 1n}, each once, in order.`,
    ...compared.map((name) => `Of one history with ${name}.`),
  ],
  unreadable: (why) => `UNREADABLE: ${why}`,
  usage: `Checks, offline, an export of the journal of accesses, or a checkpoint.

  passerelle verify <file> --key <log key> [options]

  --key <key>               verifier key of the log, got elsewhere than in the file (repeatable)
  --witness <key>           key of a witness (repeatable); a key is “name+hash+base64”, or a file that holds it
  --witnesses <number>      how many witnesses at least (all that are given, if nothing is said)
  --against <file>          checkpoint or export from another source, to compare (repeatable)
  --consistency <file>      consistency proof between two sizes, in JSON (repeatable)
  --tolerance <seconds>     disorder admitted between the times of records and witnesses (60)
  --clock-tolerance <s>     distance admitted between the instants of decision and writing (300)
  --lang fr|en              language

Exit code: 0 all holds; 1 something does not hold, and it is said; 2 a file or a key cannot be read.`,
};

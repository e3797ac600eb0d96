import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { type AccessEntry, commitmentOf, payloadOf } from '../../transparency/access-entry.ts';
import { writeCheckpoint } from '../../transparency/checkpoint.ts';
import { cosign, makeWitness } from '../../transparency/cosignature.ts';
import { EXPORT_FORMAT, type ExportHeader, type ExportLine } from '../../transparency/export.ts';
import { consistencyProof, inclusionProof, rangeProof, rootOf } from '../../transparency/merkle.ts';
import { addSignatures, makeSigner, type NoteSigner, signNote, verifierKeyOf } from '../../transparency/note.ts';
import { GrownTree } from '../transparency/grown-tree.ts';

export const ORIGIN = 'hub.invalid/journal';
export const START = Date.parse('2026-05-04T09:00:00.000Z');

export const logSigner = makeSigner(ORIGIN, keyFrom('log'));
export const LOG_KEY = verifierKeyOf(logSigner);
export const WITNESSES: readonly NoteSigner[] = ['DEPT_21', 'CCAS_LONGVIC', 'COMMUNE_QUETIGNY'].map((name) =>
  makeWitness(name, keyFrom(name)),
);
export const WITNESS_KEYS = WITNESSES.map(verifierKeyOf);

/** A log made with the primitives as the hub makes it: one record every ten seconds, salted, in a tree, signed and witnessed. */
export class SmallLog {
  readonly tree = new GrownTree();
  readonly entries: AccessEntry[] = [];
  readonly salts: Buffer[] = [];

  append(...changes: readonly Partial<AccessEntry>[]): this {
    for (const change of changes) {
      const number = this.entries.length;
      const entry = anEntry(number, change);
      const salt = digest(`salt ${JSON.stringify(entry)}`);
      this.entries.push(entry);
      this.salts.push(salt);
      this.tree.append([commitmentOf(salt, payloadOf(entry))]);
    }
    return this;
  }

  /** The signed tree of that size, countersigned at the second after its last record unless told otherwise. */
  async note(
    size: number,
    { witnesses = WITNESSES, atSeconds = START / 1000 + size * 10, signers = [logSigner], origin = ORIGIN } = {},
  ): Promise<string> {
    const text = writeCheckpoint({ origin, size: BigInt(size), root: await rootOf(BigInt(size), this.tree.read) });
    return addSignatures(
      signNote(text, signers),
      witnesses.map((witness) => cosign(text, witness, atSeconds)),
    );
  }

  async exportRange(from: number, to: number, size: number, note?: string): Promise<[ExportHeader, ExportLine[]]> {
    const { left, right } = await rangeProof(BigInt(from), BigInt(to), BigInt(size), this.tree.read);
    const range = { from: String(from), to: String(to), left: left.map(inHex), right: right.map(inHex) };
    const lines = Array.from({ length: to - from }, (_, at) => this.lineOf(from + at, size));
    return [{ ...(await this.#headerOf(size, note)), ...range }, await Promise.all(lines)];
  }

  async exportSome(leaves: readonly number[], size: number, note?: string): Promise<[ExportHeader, ExportLine[]]> {
    return [await this.#headerOf(size, note), await Promise.all(leaves.map((leaf) => this.lineOf(leaf, size)))];
  }

  async lineOf(leaf: number, size: number): Promise<Required<ExportLine>> {
    const proof = await inclusionProof(BigInt(leaf), BigInt(size), this.tree.read);
    const [payload, salt] = [payloadOf(this.entries[leaf]!), this.salts[leaf]!];
    const commitment = inHex(commitmentOf(salt, payload));
    return { leaf: String(leaf), commitment, salt: inHex(salt), proof: proof.map(inHex), payload };
  }

  async consistency(from: number, to: number): Promise<{ readonly from: string; readonly proof: readonly string[] }> {
    return { from: String(from), proof: (await consistencyProof(BigInt(from), BigInt(to), this.tree.read)).map(inHex) };
  }

  async #headerOf(size: number, note?: string): Promise<ExportHeader> {
    return {
      format: EXPORT_FORMAT,
      log: LOG_KEY,
      size: String(size),
      from: null,
      to: null,
      left: [],
      right: [],
      checkpoint: note ?? (await this.note(size)),
      exportedAt: '2026-05-05T08:00:00.000Z',
    };
  }
}

/** A log of twelve records, whose first eleven were a signed tree before. */
export function aLog(size = 12): SmallLog {
  return new SmallLog().append(...Array.from({ length: size }, () => ({})));
}

export function anEntry(number: number, change: Partial<AccessEntry> = {}): AccessEntry {
  const instant = new Date(START + number * 10_000);
  return {
    id: `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    at: new Date(instant.getTime() - 40),
    recordedAt: instant,
    operation: '019a0000-0000-7000-9000-000000000001',
    queryHash: digest('a query').toString('hex'),
    agent: 'AG-01',
    agentBody: 'DEPT_21',
    partnerSystem: null,
    profession: 'SOCIAL_WORKER',
    secrecy: 'PROFESSIONAL_SECRECY',
    purpose: 'CASE',
    mission: 'SP-1',
    ownerBody: 'CCAS_LONGVIC',
    subject: `subject-${number % 3}`,
    category: 'HOUSING',
    decision: 'PERMIT',
    rule: 'R301',
    ruleSetVersion: '2026-01',
    ruleSetSha256: digest('rules').toString('hex'),
    transform: null,
    reason: null,
    consent: 'CO-1',
    instrument: 'PR-1',
    count: 1,
    releaseCheck: null,
    ...change,
  };
}

export function inHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function digest(text: string | Uint8Array): Buffer {
  return createHash('sha256').update(text).digest();
}

/** An Ed25519 key that is the same in every run. */
export function keyFrom(name: string): KeyObject {
  const seed = digest(`key of ${name}`);
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCheckpoint, writeCheckpoint } from '../../transparency/checkpoint.ts';
import { cosign, cosignaturesOf, makeWitness, verifyCosignature } from '../../transparency/cosignature.ts';
import { makeSigner, openNote, readVerifier, signNote, verifierKeyOf } from '../../transparency/note.ts';
import { ARCHE, GO_SUM } from './note-vectors.ts';

const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const text = `example.com/behind-the-sofa\n20852163\n${root}\n`;

describe('a checkpoint', () => {
  test('is what tlog-checkpoint shows', () => {
    const checkpoint = { origin: 'example.com/behind-the-sofa', size: 20_852_163n, root: Buffer.from(root, 'base64') };
    expect(readCheckpoint(text)).toEqual(checkpoint);
    expect(writeCheckpoint(checkpoint)).toBe(text);
    expect(readCheckpoint(`${text}an extension\n`)).toEqual(checkpoint);
    expect(readCheckpoint(openNote(GO_SUM.note, [readVerifier(GO_SUM.key)]).text).size).toBe(GO_SUM.size);
    expect(readCheckpoint(ARCHE.text).size).toBe(1_432_088_532n);
  });

  test.each([
    ['no origin', `\n1\n${root}\n`],
    ['leading zeroes', `a\n01\n${root}\n`],
    ['a sign', `a\n+1\n${root}\n`],
    ['more than there can be', `a\n9223372036854775808\n${root}\n`],
    ['half a root', 'a\n1\nCsUYapGGPo4dkMgIAUqomw==\n'],
    ['a root in another spelling', `a\n1\n${root.replace('q2I=', 'q2J=')}\n`],
    ['an empty tree with a root', `a\n0\n${root}\n`],
    ['an empty line', `a\n1\n${root}\n\n`],
    ['no newline at the end', `a\n1\n${root}`],
    ['two lines', 'a\n1\n'],
  ])('with %s is none', (_, malformed) => {
    expect(() => readCheckpoint(malformed)).toThrow('malformed checkpoint');
  });

  test('is not written when it could not be read', () => {
    expect(() => writeCheckpoint({ origin: 'a', size: -1n, root: Buffer.alloc(32) })).toThrow('malformed checkpoint');
    expect(() => writeCheckpoint({ origin: 'a\nb', size: 1n, root: Buffer.alloc(32) })).toThrow('malformed checkpoint');
  });
});

describe('a witness', () => {
  const witness = makeWitness('DEPT_21', generateKeyPairSync('ed25519').privateKey);
  const verifier = readVerifier(verifierKeyOf(witness));

  test('four witnesses of a public log are believed, with their second', () => {
    const note = `${ARCHE.text}\n${ARCHE.lines.join('')}`;
    const seen = cosignaturesOf(note, ARCHE.witnesses.map(readVerifier));
    expect(seen.map(({ key }) => key)).toEqual(ARCHE.witnesses);
    expect(new Set(seen.map(({ seconds }) => seconds))).toEqual(new Set([ARCHE.seconds]));
    for (const [at, key] of ARCHE.witnesses.entries()) {
      expect(verifyCosignature(ARCHE.text, ARCHE.lines[at + 2]!, readVerifier(key))).toBe(ARCHE.seconds);
    }
  });

  test('signs the text and the second, and nothing else', () => {
    const line = cosign(text, witness, 1_679_315_147);
    expect(verifyCosignature(text, line, verifier)).toBe(1_679_315_147n);
    expect(() => verifyCosignature(text.replace('20852163', '20852164'), line, verifier)).toThrow('does not hold');
    const bytes = Buffer.from(line.split(' ')[2]!, 'base64');
    bytes[11]! ^= 1;
    expect(() => verifyCosignature(text, `— DEPT_21 ${bytes.toString('base64')}\n`, verifier)).toThrow('does not hold');
  });

  test('has a signature of one length', () => {
    const bytes = Buffer.from(cosign(text, witness, 1).split(' ')[2]!, 'base64');
    for (const length of [5, 11, 12, 75]) {
      const line = `— DEPT_21 ${bytes.subarray(0, length).toString('base64')}\n`;
      expect(() => verifyCosignature(text, line, verifier)).toThrow('does not hold');
    }
    const longer = `— DEPT_21 ${Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64')}\n`;
    expect(() => verifyCosignature(text, longer, verifier)).toThrow('does not hold');
  });

  test('does not sign what is no checkpoint, and a log does not countersign', () => {
    const log = makeSigner('log', witness.privateKey);
    expect(() => cosign('no checkpoint\n', witness, 1)).toThrow('malformed checkpoint');
    expect(() => cosign(text, log, 1)).toThrow('not that of a witness');
    expect(() => signNote(text, [witness])).toThrow('countersigns');
    expect(() => verifyCosignature(text, cosign(text, witness, 1), readVerifier(verifierKeyOf(log)))).toThrow(
      'not that of',
    );
  });

  test('its key never passes for that of a log, though it be the same key', () => {
    const log = makeSigner('DEPT_21', witness.privateKey);
    expect(() => openNote(signNote(text, [log]), [verifier])).toThrow('no known key');
    expect(cosignaturesOf(signNote(text, [log]), [verifier, readVerifier(verifierKeyOf(log))])).toEqual([]);
  });
});

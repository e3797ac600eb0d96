import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  addSignatures,
  knownSignaturesOf,
  makeSigner,
  openNote,
  readTextUnverified,
  readVerifier,
  signNote,
  verifierKeyOf,
} from '../../transparency/note.ts';
import { ARCHE, ENOCH, GO_SUM, PETER } from './note-vectors.ts';

/** PKCS #8 around a seed: the ASN.1 before an Ed25519 key is always the same. */
const keyOf = (seed: Uint8Array) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
const peter = makeSigner('PeterNeumann', keyOf(PETER.seed));
const note = (...lines: readonly string[]) => `${PETER.text}\n${lines.join('')}`;
const verifiers = [readVerifier(PETER.key), readVerifier(ENOCH.key)];

describe('notes of others', () => {
  test('we sign as Go does, byte for byte', () => {
    expect(verifierKeyOf(peter)).toBe(PETER.key);
    expect(signNote(PETER.text, [peter])).toBe(note(PETER.line));
  });

  test('we open what Go has signed, and name who signed', () => {
    expect(openNote(note(PETER.line, ENOCH.line), verifiers).signedBy).toEqual(['PeterNeumann', 'EnochRoot']);
    expect(openNote(note(PETER.line, ENOCH.line), verifiers.slice(1)).signedBy).toEqual(['EnochRoot']);
    expect(openNote(note(PETER.line, ENOCH.line), verifiers).text).toBe(PETER.text);
  });

  test('we open what the checksum database of Go and a public log hand out', () => {
    expect(openNote(GO_SUM.note, [readVerifier(GO_SUM.key)]).signedBy).toEqual(['sum.golang.org']);
    expect(openNote(`${ARCHE.text}\n${ARCHE.lines.join('')}`, [readVerifier(ARCHE.key)]).text).toBe(ARCHE.text);
  });
});

describe('a note says nothing', () => {
  test('without a signature by a known key', () => {
    expect(() => openNote(note(PETER.line), [])).toThrow('no known key');
    expect(() => openNote(note(PETER.line), verifiers.slice(1))).toThrow('no known key');
    expect(knownSignaturesOf(note(PETER.line), verifiers.slice(1))).toEqual([]);
  });

  test('when a known key has signed something else, whoever else has signed it', () => {
    const forged = note(PETER.line, ENOCH.line).replace('your problem is', 'my problem is');
    expect(() => openNote(forged, verifiers)).toThrow('does not hold');
    const strange = ENOCH.line.replace('rwz+eBzm', 'rwz+eBzn');
    expect(() => openNote(note(PETER.line, strange), verifiers)).toThrow('`EnochRoot` does not hold');
    expect(openNote(note(PETER.line, strange), verifiers.slice(0, 1)).signedBy).toEqual(['PeterNeumann']);
  });

  test('when the id is that of a known key under another name', () => {
    const misnamed = PETER.line.replace('PeterNeumann', 'CarmenSandiego');
    expect(() => openNote(note(misnamed), verifiers)).toThrow('no known key');
    expect(openNote(note(PETER.line, misnamed), verifiers).signedBy).toEqual(['PeterNeumann']);
  });

  test('by a second line of one key, which is passed over as in Go', () => {
    const forged = `${PETER.line.slice(0, 60)}ABCD${PETER.line.slice(60)}`;
    expect(openNote(note(PETER.line, forged), verifiers).signedBy).toEqual(['PeterNeumann']);
    expect(() => openNote(note(forged, PETER.line), verifiers)).toThrow('does not hold');
  });

  test('when the key has the name and another id', () => {
    const other = makeSigner('PeterNeumann', generateKeyPairSync('ed25519').privateKey);
    expect(() => openNote(signNote(PETER.text, [other]), verifiers)).toThrow('no known key');
  });

  test.each([
    ['no signature', PETER.text],
    ['no line behind the empty one', `${PETER.text}\n`],
    ['no newline at the end', note(PETER.line).slice(0, -1)],
    ['a control character', `\u0001${note(PETER.line)}`],
    ['a lone surrogate', `\ud800${note(PETER.line)}`],
    ['a name with a space', note('— Bad Name x08go/ZJkuBS9UG/SffcvIAQxVBt\n')],
    ['a name with a plus', note('— Bad+Name x08go/ZJkuBS9UG/SffcvIAQxVBt\n')],
    ['base64 in another spelling', note(PETER.line.replace('JnAM=', 'JnAN='))],
    ['a line of something else', note(PETER.line, 'Unexpected line.\n')],
    ['a hyphen for the dash', note(PETER.line.replace('—', '-'))],
    ['101 signatures', note(...Array.from({ length: 101 }, () => PETER.line))],
  ])('with %s', (_, text) => {
    expect(() => openNote(text, verifiers)).toThrow('malformed note');
  });
});

describe('keys', () => {
  test('no other spelling of one is taken', () => {
    for (let from = 0; from <= PETER.key.length; from++) {
      for (let to = from + 1; to <= PETER.key.length; to++) {
        if (from === 0 && to === PETER.key.length) continue;
        expect(() => readVerifier(PETER.key.slice(from, to))).toThrow();
      }
    }
    const codes = [...PETER.key].map((letter) => letter.charCodeAt(0));
    for (let at = 0; at < codes.length; at++) {
      const changed = String.fromCharCode(...codes.map((code, place) => (place === at ? code + 1 : code)));
      expect(() => readVerifier(changed)).toThrow();
    }
    expect(() => readVerifier('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==')).toThrow();
    expect(() => readVerifier('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')).toThrow();
  });

  test('a signer has a name that a line can bear, and an Ed25519 key', () => {
    expect(() => makeSigner('two words', peter.privateKey)).toThrow('no name');
    expect(() => makeSigner('a\u2003b', peter.privateKey)).toThrow('no name');
    expect(() => makeSigner('', peter.privateKey)).toThrow('no name');
    expect(() => makeSigner('a', generateKeyPairSync('x25519').privateKey)).toThrow('no Ed25519 key');
    expect(() => makeSigner('a', generateKeyPairSync('ed25519').publicKey)).toThrow('private key');
  });
});

describe('writing', () => {
  test('text that no reader would take is not signed', () => {
    expect(() => signNote('no newline', [peter])).toThrow('newline');
    expect(() => signNote('a\ttab\n', [peter])).toThrow('control characters');
    expect(() => signNote(PETER.text, [])).toThrow('a signer');
  });

  test('lines are added once, and only lines', () => {
    const both = addSignatures(note(PETER.line), [ENOCH.line]);
    expect(both).toBe(note(PETER.line, ENOCH.line));
    expect(addSignatures(both, [ENOCH.line, PETER.line])).toBe(both);
    expect(() => addSignatures(both, ['no line\n'])).toThrow('malformed note');
    expect(readTextUnverified(both)).toBe(PETER.text);
  });

  test('two keys of one name may sign: that is how a key is changed', () => {
    const next = makeSigner('PeterNeumann', generateKeyPairSync('ed25519').privateKey);
    const signed = signNote(PETER.text, [peter, next]);
    const known = [readVerifier(PETER.key), readVerifier(verifierKeyOf(next))];
    expect(openNote(signed, known).signatures).toHaveLength(2);
    expect(openNote(signed, known.slice(1)).signedBy).toEqual(['PeterNeumann']);
  });
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitmentOf, ENTRY_FIELDS, payloadOf, readPayload } from '../../transparency/access-entry.ts';
import { parseCsv } from '../../transparency/csv.ts';
import {
  EXPORT_FORMAT,
  type ExportHeader,
  type ExportLine,
  readExport,
  writeExport,
} from '../../transparency/export.ts';
import { anEntry, digest, inHex } from '../verifier/make-log.ts';

const header: ExportHeader = {
  format: EXPORT_FORMAT,
  log: 'hub.invalid/journal+00000000+AQ==',
  size: '12',
  from: null,
  to: null,
  left: [],
  right: [],
  checkpoint: 'hub.invalid/journal\n12\nAA==\n\n— hub.invalid/journal AAAA\n',
  exportedAt: '2026-05-05T08:00:00.000Z',
};
const hash = inHex(digest('any'));
const salt = inHex(digest('salt'));
const lineOf = (leaf: number, change = {}): ExportLine => ({
  leaf: String(leaf),
  commitment: hash,
  salt,
  proof: [hash, salt],
  payload: payloadOf(anEntry(leaf, change)),
});

describe('the payload of a record', () => {
  const entry = anEntry(1, { mission: 'a "b" \\ é \u2028', consent: null });

  test('is one spelling of all its columns', () => {
    const payload = payloadOf(entry);
    expect(Object.keys(JSON.parse(payload))).toEqual([...ENTRY_FIELDS]);
    expect([...ENTRY_FIELDS]).toEqual([...ENTRY_FIELDS].sort());
    expect(payload).toBe(JSON.stringify(JSON.parse(payload)));
    expect(payload).toContain('"at":"2026-05-04T09:00:09.960Z"');
    expect(payload).toContain('"consent":null');
    expect(payloadOf({ ...entry, more: 'not this' } as never)).toBe(payload);
  });

  test('lacks no column', () => {
    for (const name of ENTRY_FIELDS) {
      const { [name]: _, ...rest } = entry;
      expect(() => payloadOf(rest as never)).toThrow(name);
    }
    expect(() => payloadOf({ ...entry, mission: '\ud800' })).toThrow();
    expect(() => payloadOf({ ...entry, at: new Date(Number.NaN) })).toThrow();
  });

  test('is read in that spelling only', () => {
    const payload = payloadOf(entry);
    expect(readPayload(payload)).toEqual(entry);
    for (const spoilt of [
      'no JSON',
      'null',
      '[]',
      `${payload} `,
      payload.replace('"count":1', '"count":1,"count":1'),
      payload.replace('"count":1', '"count":"1"'),
      payload.replace('"count":1', '"count":null'),
      payload.replace('"agent":"AG-01"', '"agent":null'),
      payload.replace('"agent":"AG-01"', '"agent":"\\u0041G-01"'),
      payload.replace('.960Z', 'Z'),
      payload.replace('"at":"2026', '"at":"in 2026'),
      payload.replace('"at":"2026-05-04T09:00:09.960Z"', '"at":null'),
      payload.replace('{"agent"', '{"a":1,"agent"'),
    ]) {
      expect(spoilt).not.toBe(payload);
      expect(readPayload(spoilt)).toBeNull();
    }
  });

  test('is committed to under a salt of 32 bytes', () => {
    expect(inHex(commitmentOf(digest('salt'), 'x'))).toBe(inHex(digest2(digest('salt'), 'x')));
    expect(() => commitmentOf(Buffer.alloc(31), 'x')).toThrow('32 bytes');
  });
});

describe('an export', () => {
  const lines = [lineOf(3), { leaf: '4', commitment: hash, proof: [] }, lineOf(7, { agent: '=1+1', count: 3 })];

  test.each(['NDJSON', 'CSV'] as const)('is read as it was written, in %s', (format) => {
    expect(readExport(writeExport(header, lines, format))).toMatchObject({ header, lines });
    const range = {
      ...header,
      from: '3',
      to: '8',
      left: [hash],
      right: [],
      consistency: [{ from: '2', proof: [hash] }],
    };
    expect(readExport(writeExport(range, lines, format)).header).toEqual(range);
    expect(readExport(writeExport(header, [], format))).toMatchObject({ lines: [] });
  });

  test('has its lines in the order of the tree', () => {
    const leaves = readExport(writeExport(header, [lineOf(11), lineOf(2), lineOf(10)], 'NDJSON')).lines;
    expect(leaves.map(({ leaf }) => leaf)).toEqual(['2', '10', '11']);
  });

  test('whatever stands in a record', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (agent, mission) => {
        const line = lineOf(5, { agent, mission: mission.toWellFormed() });
        for (const format of ['NDJSON', 'CSV'] as const) {
          expect(readExport(writeExport(header, [line], format)).lines).toEqual([line]);
        }
      }),
    );
  });

  test.each([
    ['a key more', (text: string) => text.replace('"leaf":"4"', '"leaf":"4","more":1')],
    ['a key twice', (text: string) => text.replace('"leaf":"4"', '"leaf":"9","leaf":"4"')],
    ['a space', (text: string) => text.replace('"leaf":"4"', '"leaf": "4"')],
    ['another order', (text: string) => text.replace(/("leaf":"4"),("commitment":"[0-9a-f]+")/, '$2,$1')],
    ['a number for a leaf', (text: string) => text.replace('"leaf":"4"', '"leaf":4')],
    ['a leaf in another spelling', (text: string) => text.replace('"leaf":"4"', '"leaf":"04"')],
    ['a hash in capitals', (text: string) => text.replaceAll(hash, hash.toUpperCase())],
    ['a hash that is none', (text: string) => text.replace(hash, hash.slice(2))],
    ['a salt and no payload', (text: string) => text.replace(/,"payload":".*?"}/, '}')],
    ['no newline at the end', (text: string) => text.trimEnd()],
    ['an empty line', (text: string) => text.replace('\n', '\n\n')],
    ['another format', (text: string) => text.replace('export/1', 'export/2')],
    ['half a range', (text: string) => text.replace('"from":null', '"from":"1"')],
    ['a header twice said', (text: string) => text.replace('{"format"', '{"size":"1","format"')],
  ])('with %s is not read', (_, spoil) => {
    const written = writeExport(header, lines, 'NDJSON');
    expect(spoil(written)).not.toBe(written);
    expect(() => readExport(spoil(written))).toThrow();
  });

  test('that makes no sense is not written', () => {
    expect(() => writeExport({ ...header, size: '01' }, [], 'NDJSON')).toThrow();
    expect(() => writeExport(header, [{ ...lineOf(1), salt: 'no salt' }], 'CSV')).toThrow();
  });
});

describe('a table', () => {
  const table = writeExport(
    header,
    [lineOf(3, { agent: '=HYPERLINK("x")', mission: '@a;b\n"c"', purpose: '-1' })],
    'CSV',
  );

  test('is what another reader of CSV sees', () => {
    expect(parseCsv(table, ';')).toEqual(parse(table, { delimiter: ';', bom: true, relax_column_count: true }));
    expect(parseCsv('a;"b ""c"";\r\n"\r\n;;', ';')).toEqual([
      ['a', 'b "c";\r\n'],
      ['', '', ''],
    ]);
    expect(() => parseCsv('a"b', ';')).toThrow('malformed CSV');
    expect(() => parseCsv('"a', ';')).toThrow('malformed CSV');
    expect(() => parseCsv('"a"b', ';')).toThrow('malformed CSV');
  });

  test('has no cell that a spreadsheet would calculate', () => {
    const cells = parseCsv(table, ';').flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells).toContain(`'=HYPERLINK("x")`);
    expect(readExport(table).lines[0]?.payload).toContain('"=HYPERLINK(\\"x\\")"');
  });

  test('may have been saved again by a spreadsheet', () => {
    const saved = table.slice(1).replaceAll('\n', '\r\n').replace('}"\r\n', '}";;;\r\n').replaceAll(';3;', ';"3";');
    const mission = 'b\r\n';
    expect(readExport(saved).lines[0]?.payload).toBe(readExport(table).lines[0]?.payload);
    expect(saved).toContain(mission);
  });

  test('of something else is refused', () => {
    expect(() => readExport('a;b\n1;2\n')).toThrow('neither an export');
    expect(() => readExport('')).toThrow('neither an export');
  });
});

const digest2 = (one: Buffer, text: string) => digest(Buffer.concat([one, Buffer.from(text)]));

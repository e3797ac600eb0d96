import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { keysOf } from '../../linkage/cascade.ts';
import type { CivilTraits } from '../../linkage/civil-traits.ts';
import { groupDuplicates, matchCascade } from '../../linkage/match.ts';
import { measureGroups, measureMatches, qualityFile } from './quality.ts';
import { splitTruth } from './split-truth.ts';

const french = (file: string) => splitTruth(rowsOf(file), 'truth_id', readFrench);

describe('linking by civil traits', () => {
  test('the Département and the CCAS have five thousand people in common, and it finds nearly all and hardly another', async () => {
    const [departement, ccas] = [french('departement.csv'), french('ccas.csv')];
    const found = matchCascade(departement.records.map(keysOf), ccas.records.map(keysOf));
    const quality = measureMatches(found, departement.truth, ccas.truth);
    console.log(`French set: precision ${quality.precision.toFixed(5)}, recall ${quality.recall.toFixed(4)}`);
    expect(quality.inCommon).toBe(5_000);
    expect(quality.precision).toBeGreaterThanOrEqual(0.999);
    expect(quality.recall).toBeGreaterThanOrEqual(0.96);
    const strict = measureMatches(
      found.filter(({ rank }) => rank === 0),
      departement.truth,
      ccas.truth,
    );
    console.log(`  by the first key alone: ${strict.precision.toFixed(5)}, ${strict.recall.toFixed(4)}`);
    expect(strict.precision).toBeGreaterThanOrEqual(0.999);
    await expect(qualityFile(quality, strict)).toMatchFileSnapshot('../../linkage/linkage-quality.ts');
  });

  test.each([
    ['dataset1.csv', 'names and dates of birth', readNamesAndDates, 0.65],
    ['dataset1.csv', 'the same and the postcode as a place', readWithPostcode, 0.7],
    ['dataset3.csv', 'names and dates of birth', readNamesAndDates, 0.55],
    ['dataset3.csv', 'the same and the postcode as a place', readWithPostcode, 0.63],
  ] as const)('duplicates inside FEBRL %s, by %s', (file, by, read, recall) => {
    const { records, truth } = splitTruth(rowsOf(file), 'rec_id', read);
    const quality = measureGroups(groupDuplicates(records.map(keysOf), 6), truth);
    console.log(
      `FEBRL ${file} by ${by}: precision ${quality.precision.toFixed(4)}, recall ${quality.recall.toFixed(4)}`,
    );
    expect(quality.precision).toBeGreaterThanOrEqual(0.995);
    expect(quality.recall).toBeGreaterThanOrEqual(recall);
  });

  test('nobody can ask a record for the truth', () => {
    const rows = [{ truth_id: '7', nom_naissance: 'Roux' }];
    const refused = 'the matcher may not know the truth';
    expect(() => splitTruth(rows, 'truth_id', (row) => row.truth_id)).toThrow(refused);
    expect(() => splitTruth(rows, 'truth_id', (row) => 'truth_id' in row)).toThrow(refused);
    const { records, truth } = splitTruth(rows, 'truth_id', (row) => ({ ...row }));
    expect([records, truth]).toEqual([[{ nom_naissance: 'Roux' }], ['7']]);
  });
});

function rowsOf(file: string): readonly Record<string, string>[] {
  const text = readFileSync(join(import.meta.dirname, '../vectors/linkage', file), 'utf8');
  return parse(text, { columns: true, trim: true, bom: true });
}

function readFrench(row: Readonly<Record<string, string>>): CivilTraits {
  return {
    birthName: row.nom_naissance ?? '',
    firstNames: [row.prenoms ?? ''],
    birthDate: row.date_naissance || null,
    birthPlaceCog: row.cog_naissance || null,
    sex: row.sexe ?? '',
  };
}

/** Names and dates only: FEBRL has no places of birth and no sex. */
function readNamesAndDates(row: Readonly<Record<string, string>>): CivilTraits {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(row.date_of_birth ?? '') ?? [];
  return {
    birthName: row.surname ?? '',
    firstNames: [row.given_name ?? ''],
    birthDate: year ? `${year}-${month}-${day}` : null,
    birthPlaceCog: null,
    sex: '',
  };
}

/** A postcode of four digits stands where a place of birth would, to see what a fourth trait is worth. */
function readWithPostcode(row: Readonly<Record<string, string>>): CivilTraits {
  return { ...readNamesAndDates(row), birthPlaceCog: row.postcode ? `0${row.postcode}` : null };
}

import { stringify } from 'csv-stringify/sync';
import { type Figures, mentionOf, type Reading, readingOf } from './figures.ts';

/**
 * The code lists CL_OBS_STATUS and CL_CONF_STATUS of SDMX. N is “not significant”: a value that is not a real zero. Q is
 * “missing value; suppressed”, and the reason is not told (C: confidential statistical information).
 */
const STATUS: Readonly<Record<Reading, { readonly observation: string; readonly confidentiality: string }>> = {
  VALUE: { observation: 'A', confidentiality: 'F' },
  VERY_SMALL: { observation: 'N', confidentiality: 'F' },
  BLANK: { observation: 'Q', confidentiality: 'C' },
};
/** “Missing value; data exist but were not collected”: a body that did not answer. */
const NOT_COLLECTED = 'L';

/**
 * SDMX-CSV 2.0. Where the bodies stand by themselves, one that did not answer has a row of its own without a value; it is
 * named in the comment of all rows in any case.
 */
export function writeSdmxCsv(figures: Figures): string {
  const { indicator, period, dimensions, cells, absent } = figures;
  const structure = ['dataflow', `PASSERELLE:${indicator}(1.0)`, 'I'];
  const comment = mentionOf(figures);
  const perBody = dimensions[0]?.code === 'BODY';
  const header = [
    ...['STRUCTURE', 'STRUCTURE_ID', 'ACTION'],
    ...dimensions.map(({ code }) => code),
    ...['TIME_PERIOD', 'OBS_VALUE', 'LOWER_BOUND', 'UPPER_BOUND', 'OBS_STATUS', 'CONF_STATUS', 'COMMENT_OBS'],
  ];
  const given = cells.map((cell) => {
    const { observation, confidentiality } = STATUS[readingOf(cell)];
    return [...structure, ...cell.bins, period, cell.value, cell.low, cell.high, observation, confidentiality, comment];
  });
  const silent = absent.map(({ body, why }) => {
    const total = dimensions.slice(1).map(() => '_T');
    return [...structure, body, ...total, period, null, null, null, NOT_COLLECTED, 'F', `${comment} ${why}`];
  });
  return stringify([header, ...given, ...(perBody ? silent : [])], { record_delimiter: 'windows' });
}

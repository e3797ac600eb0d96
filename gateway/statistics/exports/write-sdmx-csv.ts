import { stringify } from 'csv-stringify/sync';
import { ABSENCES, type Absence, type Figures, measuresOf, mentionOf, type Reading, TOTAL_BIN } from './figures.ts';

interface Status {
  readonly observation: string;
  readonly confidentiality: string;
}

/**
 * The code lists CL_OBS_STATUS and CL_CONF_STATUS of SDMX. N is “not significant”: a value that is not a real zero. D is
 * “definition differs”: not all bodies are in it. Q is “missing value; suppressed”, and the reason is not told (C:
 * confidential statistical information). O is “missing value”, L “missing value; data exist but were not collected”.
 */
const STATUS: Readonly<Record<Reading, Status>> = {
  VALUE: { observation: 'A', confidentiality: 'F' },
  PARTIAL: { observation: 'D', confidentiality: 'F' },
  VERY_SMALL: { observation: 'N', confidentiality: 'F' },
  BLANK: { observation: 'Q', confidentiality: 'C' },
  NO_SOURCE: { observation: 'O', confidentiality: 'F' },
  NOBODY: { observation: 'L', confidentiality: 'F' },
};

const ABSENT: Readonly<Record<Absence, Status>> = {
  NO_SOURCE_YET: { observation: 'O', confidentiality: 'F' },
  NOT_FROZEN: { observation: 'O', confidentiality: 'F' },
  MISSING: { observation: 'L', confidentiality: 'F' },
  WITHHELD: { observation: 'Q', confidentiality: 'C' },
};

/**
 * SDMX-CSV 2.0. Where the bodies stand by themselves, one that gave nothing has a row of its own without a value; it is
 * named in the comment of all rows in any case.
 */
export function writeSdmxCsv(figures: Figures): string {
  const { indicator, period, dimensions, cells, absent } = figures;
  const structure = ['dataflow', `PASSERELLE:${indicator}(1.0)`, 'I'];
  const comment = mentionOf(figures);
  const measures = measuresOf(figures);
  const perBody = dimensions[0]?.code === 'BODY';
  const header = [
    ...['STRUCTURE', 'STRUCTURE_ID', 'ACTION'],
    ...dimensions.map(({ code }) => code),
    ...['TIME_PERIOD', 'OBS_VALUE', 'LOWER_BOUND', 'UPPER_BOUND'],
    ...measures.map(({ code }) => code),
    ...['OBS_STATUS', 'CONF_STATUS', 'COMMENT_OBS'],
  ];
  // Who gave nothing has a row of its own: there is no need of one that says that nobody did.
  const told = perBody ? cells.filter(({ bins }) => bins[0] !== TOTAL_BIN.code) : cells;
  const given = told.map((cell) => {
    const { observation, confidentiality } = STATUS[cell.reading];
    const values = [cell.value, cell.low, cell.high, ...measures.map(({ of }) => of(cell))];
    return [...structure, ...cell.bins.map(idOf), period, ...values, observation, confidentiality, comment];
  });
  const silent = absent.map(({ body, why }) => {
    const { observation, confidentiality } = ABSENT[why];
    const total = dimensions.slice(1).map(() => TOTAL_BIN.code);
    const reason = `${comment} ${body} : ${ABSENCES[why]}.`;
    const nothing = [null, null, null, ...measures.map(() => null)];
    return [...structure, body, ...total, period, ...nothing, observation, confidentiality, reason];
  });
  return stringify([header, ...given, ...(perBody ? silent : [])], { record_delimiter: 'windows' });
}

/** Identifiers of SDMX know letters, digits, `_`, `@`, `$` and `-`: `85+` is written `85_GE`, greater or equal. */
function idOf(code: string): string {
  return code.replaceAll('+', '_GE');
}

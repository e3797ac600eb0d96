import {
  AGE_METHODS,
  type AllocationRule,
  COUPLE_RULES,
  type Criteria,
  EXCLUDING_RIGHTS,
  TOPICS,
  type Topic,
} from './allocation.ts';
import { type CivilDate, isCivilDate } from './civil-date.ts';
import { type Row, readTable, readWord, TableRefused } from './table.ts';

const COLUMNS = [
  ...(['order', 'code', 'communes', 'topic', 'from', 'to'] as const),
  ...(['age_over', 'age_method', 'couple_rule', 'no_child_under', 'without'] as const),
  ...(['age_from', 'age_under', 'follow_up', 'verified_by'] as const),
  ...(['body', 'services', 'also', 'article', 'confidence'] as const),
] as const;
type Column = (typeof COLUMNS)[number];

/** Reads who is competent for what, and refuses the table whole rather than lose or misread one row. */
export function parseAllocation(csv: string): readonly AllocationRule[] {
  const rules = readTable('allocation.csv', csv, COLUMNS).map(readRule);
  const sorted = rules.toSorted((a, b) => a.order - b.order);
  sorted.forEach((rule, i) => {
    const next = sorted[i + 1];
    if (next?.order === rule.order) throw refusal(next.code, 'order', `\`${rule.code}\` has it already`);
  });
  return sorted;
}

function readRule(row: Row<Column>): AllocationRule {
  const at = (column: Column) => ({ table: 'allocation.csv', row: `${row.order} ${row.code}`, column });
  const refuse = (column: Column, problem: string) => refusal(row.code, column, problem);
  const day = (column: Column): CivilDate | null => {
    if (row[column] === '') return null;
    if (!isCivilDate(row[column])) throw refuse(column, 'is no day of the calendar');
    return row[column];
  };
  const years = (column: Column): number | null => {
    if (row[column] === '') return null;
    if (!/^\d{1,3}$/.test(row[column])) throw refuse(column, 'is no number of years');
    return Number(row[column]);
  };

  if (!/^ALLOC-[A-Z]\d$/.test(row.code)) throw refuse('code', 'a code is `ALLOC-`, a letter and a digit');
  if (!/^\d+$/.test(row.order)) throw refuse('order', 'is no number');
  if (!/^[A-Z0-9_]+$/.test(row.body)) throw refuse('body', 'names no body');
  if (row.article === '') throw refuse('article', 'a rule says where it comes from');
  const communes = list(row.communes);
  if (communes.length === 0 || !communes.every((each) => /^\d[\dAB]\d*\*?$/.test(each))) {
    throw refuse('communes', 'names no commune');
  }
  return {
    order: Number(row.order),
    code: row.code,
    communes,
    topics: row.topic === '*' ? TOPICS : list(row.topic).map((word): Topic => readWord(at('topic'), word, TOPICS)),
    from: day('from'),
    to: day('to'),
    criteria: readCriteria(row, at, years, refuse),
    verifiedBy: list(row.verified_by),
    body: row.body,
    services: list(row.services),
    also: list(row.also),
    article: row.article,
    confidence: row.confidence,
  };
}

function readCriteria(
  row: Row<Column>,
  at: (column: Column) => { table: string; row: string; column: string },
  years: (column: Column) => number | null,
  refuse: (column: Column, problem: string) => TableRefused,
): Criteria {
  const over = years('age_over');
  if (over === null && (row.age_method !== '' || row.couple_rule !== '')) throw refuse('age_over', 'says no age');
  const [from, under] = [years('age_from'), years('age_under')];
  if ((from === null) !== (under === null)) throw refuse('age_from', 'an age from which, and one under which, or none');
  return {
    ageOver:
      over === null
        ? null
        : {
            years: over,
            method: readWord(at('age_method'), row.age_method, AGE_METHODS),
            couple: readWord(at('couple_rule'), row.couple_rule, COUPLE_RULES),
          },
    noChildUnder: years('no_child_under'),
    without: list(row.without).map((word) => readWord(at('without'), word, EXCLUDING_RIGHTS)),
    ageBetween: from === null || under === null ? null : [from, under],
    followUp: row.follow_up === '' ? null : row.follow_up,
  };
}

function list(cell: string): readonly string[] {
  return cell === '' ? [] : cell.split('|');
}

function refusal(code: string, column: Column, problem: string): TableRefused {
  return new TableRefused('allocation.csv', code, column, problem);
}

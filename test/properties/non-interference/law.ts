import { readFileSync } from 'node:fs';
import { instrumentRows, partyRows } from '../../../prisma/seed/hub-instruments.ts';
import type { Asker } from './surroundings.ts';

/** Reads a table of the law with its own eyes: not one line of the hub's reading of it is used here. */
function read(name: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(new URL(`../../../prisma/reference/${name}`, import.meta.url), 'utf8');
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => [...line.matchAll(/("[^"]*"|[^,]*)(,|$)/g)].map(([, cell = '']) => cell.replaceAll('"', '')));
  return lines.map((cells) => Object.fromEntries(head.map((column, i) => [column, cells[i] ?? ''])));
}

const RULES = read('rules.csv').toSorted((a, b) => Number(a.prio) - Number(b.prio));
const GROUPS = new Map(read('groups.csv').map(({ group = '', members = '' }) => [group, members.split('|')]));
const PURPOSES = new Map(read('purposes.csv').map((row) => [row.purpose ?? '', row]));
const TRANSFORMS = read('transforms.csv').filter(({ mode }) => mode === 'opens');
const OPEN_TO_ALL = new Set(['SERVICE_OFFER', 'STATISTIC', 'AGENT_DIRECTORY']);

/** What would have to be so for a row of the table to let a record through. */
export interface Circumstances {
  /** An accord of the subject that might open the category. */
  readonly accord: (category: string) => boolean;
  /** Whether a condition of the table might be met. */
  readonly met: (condition: string) => boolean;
}

export const needsLink = (purpose: string): boolean => PURPOSES.get(purpose)?.needs_link === 'yes';
export const linkedBy = (purpose: string, kind: 'SharedCase' | 'Referral' | 'BenefitApplication'): boolean =>
  PURPOSES.get(purpose)?.allowed_link?.includes(kind) ?? false;

/** Whether some instrument binds the two bodies for the purpose; of its dates, the benefit of the doubt is given. */
export function mayBeBound(purpose: string, one: string, other: string): boolean {
  if (PURPOSES.get(purpose)?.needs_instrument !== 'yes') return true;
  return instrumentRows.some(({ id, purposes }) => {
    const parties = partyRows.filter((party) => party.instrumentId === id).map(({ bodyCode }) => bodyCode);
    return purposes.includes(purpose as never) && parties.includes(one) && parties.includes(other);
  });
}

/**
 * The paths of a category that some row might open, rows being read from the top until a prohibition stops. Null where
 * no row can: then the category is certainly withheld. What is doubtful counts as open.
 */
export function mightOpen(asker: Asker, category: string, given: Circumstances): readonly string[] | null {
  if (OPEN_TO_ALL.has(category)) return ['*'];
  const opened: string[] = [];
  let passed = false;
  for (const rule of RULES) {
    if (!isAbout(rule, asker, category)) continue;
    if (rule.effect === 'NEVER') {
      if (rule.when === '') break;
      continue;
    }
    const conditions = (rule.conditions ?? '')
      .split('&')
      .filter((word) => word !== '' && word !== 'EXPLICIT_FIELD_CONSENT');
    if (!conditions.every((word) => given.met(word))) continue;
    if (rule.effect === 'CONSENT' && !given.accord(category)) continue;
    passed = true;
    opened.push(...opensOf(rule.transform ?? '', category, asker));
  }
  return passed ? opened : null;
}

function isAbout(rule: Readonly<Record<string, string>>, asker: Asker, category: string): boolean {
  const categories = (rule.category ?? '').split('|');
  const isPersonal = categories.includes('PERSONAL') && !OPEN_TO_ALL.has(category);
  if (!categories.includes(category) && !categories.includes('*') && !isPersonal) return false;
  if (!has(rule.rbody ?? '', asker.bodyKind) || !has(rule.purpose ?? '', asker.purpose)) return false;
  const cell = rule.rprof ?? '';
  const professions = cell
    .replace('!', '')
    .split('|')
    .flatMap((word) => GROUPS.get(word) ?? [word]);
  if (cell === '*') return true;
  return cell.startsWith('!') !== professions.includes(asker.profession);
}

const has = (cell: string, word: string): boolean => cell === '*' || cell.split('|').includes(word);

function opensOf(transform: string, category: string, asker: Asker): readonly string[] {
  if (transform === 'STRICTLY_NECESSARY') return asker.necessary === null ? [] : ['*'];
  const rows = TRANSFORMS.filter((row) => row.transform === transform && has(row.category ?? '', category));
  return rows.flatMap(({ fields = '' }) => (fields.startsWith('*') ? ['*'] : fields.split(' ')));
}

import {
  CATEGORIES,
  type Category,
  PROFESSIONS,
  type Profession,
  PURPOSES,
  type Purpose,
} from '../../schema/vocabulary.ts';
import { type Cell, layOutCells, OTHER, type Place } from './cells.ts';
import { describeCell, nameKinds, nameProfessions, namePurposes } from './diff-words.ts';
import type { Opening } from './opening.ts';
import type { Wording } from './reasons.ts';
import type { RuleSet } from './rule-set.ts';

/** A version of the table, with the tables of what its transforms open. */
export interface Version {
  readonly rules: RuleSet;
  readonly opening: Opening;
}

/** Cells that change alike: every category with every kind of body, profession and purpose that is listed. */
export interface Change {
  /** Whether anything can cross there at all: OPENS where nothing could before, CLOSES where nothing can any more. */
  readonly kind: 'OPENS' | 'CLOSES' | 'CHANGES';
  readonly categories: readonly Category[];
  readonly bodyKinds: readonly string[];
  readonly professions: readonly Profession[];
  readonly purposes: readonly Purpose[];
  readonly cells: number;
  readonly words: Wording;
}

/**
 * Which cells another version of the table decides otherwise, in words, for those who publish it. A provision, a
 * priority or a mark that changes no cell is not told.
 */
export function diffVersions(before: Version, after: Version): readonly Change[] {
  const [old, young] = [describerOf(before), describerOf(after)];
  const kinds = [...new Set([...old.kinds, ...young.kinds])].toSorted().concat(OTHER);
  const changed = new Map<string, Changed>();
  for (const category of CATEGORIES) {
    for (const bodyKind of kinds) {
      for (const profession of PROFESSIONS) {
        for (const purpose of PURPOSES) {
          const place = { category, purpose, recipient: { bodyKind, profession } };
          const [was, is] = [old.at(place), young.at(place)];
          if (was.words.en === is.words.en) continue;
          const key = `${was.words.en}\n${is.words.en}`;
          const found = changed.get(key);
          if (found) found.places.push(place);
          else changed.set(key, { was, is, places: [place] });
        }
      }
    }
  }
  return [...changed.values()].flatMap((each) => changesOf(each, kinds));
}

interface Changed {
  readonly was: Described;
  readonly is: Described;
  readonly places: Place[];
}
interface Described {
  readonly words: Wording;
  readonly opens: boolean;
}

/** What a version says of each place. Cells are few, so each is put into words once per category and purpose. */
function describerOf({ rules, opening }: Version): { kinds: readonly string[]; at(place: Place): Described } {
  const cells = layOutCells(rules);
  const known = new Map<Cell, Map<string, Described>>();
  return {
    kinds: cells.kinds,
    at(place) {
      const cell = cells.at(place);
      const said = known.get(cell) ?? new Map<string, Described>();
      known.set(cell, said);
      const key = `${place.category} ${place.purpose}`;
      const described = said.get(key) ?? {
        words: describeCell(cell, place.category, place.purpose, opening),
        opens: cell.rows.some(({ terms }) => terms !== null),
      };
      said.set(key, described);
      return described;
    },
  };
}

type Box = Pick<Change, 'categories' | 'bodyKinds' | 'professions' | 'purposes'>;

/** The places of one change as few boxes: professions with the same purposes, kinds with the same, then categories. */
function changesOf({ was, is, places }: Changed, kinds: readonly string[]): readonly Change[] {
  const single = places.map(
    ({ category, purpose, recipient: { bodyKind, profession } }): Box => ({
      categories: [category],
      bodyKinds: [bodyKind],
      professions: [profession],
      purposes: [purpose],
    }),
  );
  const boxes = (['purposes', 'professions', 'bodyKinds', 'categories'] as const).reduce(merge, single);
  const kind = was.opens === is.opens ? 'CHANGES' : is.opens ? 'OPENS' : 'CLOSES';
  return boxes.map((box) => ({
    ...box,
    kind,
    cells: box.categories.length * box.bodyKinds.length * box.professions.length * box.purposes.length,
    words: sentenceOf(box, kinds, was.words, is.words),
  }));
}

/** Boxes that differ in one side alone become one. */
function merge(boxes: readonly Box[], side: keyof Box): readonly Box[] {
  const alike = Map.groupBy(boxes, (box) => JSON.stringify({ ...box, [side]: null }));
  return [...alike.values()].map(([first, ...others]) => ({
    ...first!,
    [side]: [first!, ...others].flatMap((box) => box[side]),
  }));
}

function sentenceOf(box: Box, kinds: readonly string[], was: Wording, is: Wording): Wording {
  const who = nameProfessions(box.professions);
  const where = nameKinds(box.bodyKinds, kinds);
  const why = namePurposes(box.purposes);
  const what = box.categories.join(', ');
  return {
    fr: `${what} pour ${who.fr} (${where.fr}), ${why.fr} : avant « ${was.fr} », après « ${is.fr} »`,
    en: `${what} to ${who.en} (${where.en}), ${why.en}: before “${was.en}”, after “${is.en}”`,
  };
}

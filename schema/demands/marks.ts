import { readOneMark } from '../classification.ts';
import { type Fault, faultAt, ofEveryField } from '../fault.ts';
import type { Field } from '../type-map.ts';

/** Every field carries exactly one category, or exactly one argument that names it. */
export const everyFieldIsMarked = ofEveryField(function* (field): Iterable<Fault> {
  if (!readOneMark(field)) yield faultAt(field, whatIsWrong(field), whatToDo(field));
});

function whatIsWrong({ marks }: Field): string {
  const [mark] = marks;
  if (!mark) return 'carries no category';
  if (marks.length > 1) return `carries ${marks.length} marks`;
  if (mark.category !== null && mark.by !== null) return 'carries a category and an argument that names one';
  if (mark.category === null && mark.by === null) return 'is marked, but with no category';
  return `carries \`${mark.category}\`, which is no category`;
}

function whatToDo({ marks: [mark] }: Field): string {
  return mark
    ? 'keep one `@crossing`, with either `category` (a word of `schema/vocabulary.ts`) or `by`'
    : 'mark it `@crossing(category: …)` with what it tells of a person or a body';
}

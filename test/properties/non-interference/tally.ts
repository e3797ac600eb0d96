import type { Changes } from './change-unseen.ts';
import { type Pair, seatOf } from './compare-worlds.ts';
import type { Seat } from './question.ts';

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly decisions: readonly object[] };
}

/** What the pairs were about, so that a green run says what it has seen. */
export function tally() {
  const counts = { pairs: 0, released: 0, withheld: 0, rows: 0, failed: 0, invalid: 0, unchanged: 0, different: 0 };
  const changed = { removed: 0, altered: 0, added: 0, protected: 0 };
  const codes = new Map<string, number>();
  /** Answers with rows or values in them, by who asked. */
  const told: Record<Seat, number> = { AGENT: 0, OFFICE: 0, PERSON: 0 };
  const started = performance.now();
  return {
    add({ asker, one, other, changes }: Pair): void {
      const answer = JSON.parse(one.text) as Answer;
      counts.pairs += 1;
      counts.different += Number(one.bytes !== other.bytes);
      // Made-up texts, numbers and dates read so, and come from bodies alone.
      const isReleased = /"value \d|:700\d\d[,}]|"20(1\d|2[0-5])-0\d-1\d/.test(one.text);
      const hasRows = /"(totalCount[^"]*":[1-9]|cursor[^"]*":"|(id|state|status|declaredAt|openedAt)[^"]*":")/.test(
        one.text,
      );
      counts.released += Number(isReleased);
      told[seatOf(asker)] += Number(isReleased || hasRows);
      counts.withheld += Number((answer.extensions?.decisions.length ?? 0) > 0);
      counts.rows += Number(/"(totalCount[^"]*":[1-9]|cursor[^"]*":")/.test(one.text));
      counts.failed += Number(answer.data !== undefined && (answer.errors?.length ?? 0) > 0);
      counts.invalid += Number(answer.data === undefined);
      counts.unchanged += Number(sum(changes) === 0);
      for (const kind of Object.keys(changed) as (keyof Changes)[]) changed[kind] += changes[kind];
      for (const { extensions } of answer.errors ?? [])
        codes.set(extensions.code, (codes.get(extensions.code) ?? 0) + 1);
    },
    get shares() {
      const share = (count: number) => count / counts.pairs;
      const { released, withheld, rows, invalid, unchanged } = counts;
      return {
        released: share(released),
        withheld: share(withheld),
        rows: share(rows),
        invalid: share(invalid),
        unchanged: share(unchanged),
      };
    },
    get told(): Readonly<Record<Seat, number>> {
      return told;
    },
    get codes(): readonly string[] {
      return [...codes.keys()];
    },
    sum(): string {
      const seconds = (performance.now() - started) / 1000;
      const pace = `${(counts.pairs / seconds).toFixed(1)} pairs/s`;
      return `${JSON.stringify({ ...counts, told, changed, codes: Object.fromEntries(codes) })} in ${seconds.toFixed(0)} s, ${pace}`;
    },
  };
}

function sum(changes: Changes): number {
  return Object.values(changes).reduce((total, each) => total + each, 0);
}

/** The pair as somebody would want to read it who has to find out why. */
export function tellPair({ asker, question, one, other, changes }: Pair): string {
  const told = { asker, variables: question.variables, language: question.language, changes };
  return [JSON.stringify(told, null, 1), question.query, one.bytes, other.bytes].join('\n---\n');
}

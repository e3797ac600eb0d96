import { expect, test } from 'vitest';
import { compileRules } from '../../gateway/policy/compile.ts';
import { type Judge, judge } from '../../gateway/policy/judge.ts';
import { BOUND, everyWorld, questionsOf } from '../support/question-space.ts';
import { OPENING, RULES } from '../support/reference.ts';
import { interleave } from './rounds.ts';

/** Worlds in which the decisions fall differently: by the first row, at the last, by the accord. */
const WORLDS = everyWorld().filter(([what]) => ['everything', 'nothing', 'an accord and a form'].includes(what));
const QUESTIONS = questionsOf(BOUND[0]!, 'OWNER');

test('decisions per second, compiled and interpreted', async () => {
  const compiled = compileRules(RULES, OPENING);
  const interpreted: Judge = (question, facts) => judge(question, facts, RULES, OPENING);
  const rates = await interleave({ compiled: () => rateOf(compiled), interpreted: () => rateOf(interpreted) });
  const millions = (rate: number) => `${(rate / 1e6).toFixed(2)} million`;
  console.log(
    `decisions per second: compiled ${millions(rates.compiled)}, interpreted ${millions(rates.interpreted)}, ` +
      `ratio ${(rates.compiled / rates.interpreted).toFixed(1)} (each cell once, so that no cell is warmer than another)`,
  );
  expect(rates.compiled).toBeGreaterThan(rates.interpreted);
});

test('how long a version takes to compile', async () => {
  const { milliseconds } = await interleave({
    milliseconds: async () => {
      const started = performance.now();
      compileRules(RULES, OPENING);
      return performance.now() - started;
    },
  });
  console.log(`a version compiles in ${milliseconds.toFixed(0)} ms`);
  expect(milliseconds).toBeLessThan(1_000);
});

/** Decisions per second over every cell, in each of the worlds. */
async function rateOf(decide: Judge): Promise<number> {
  let permitted = 0;
  const started = performance.now();
  for (const [, world] of WORLDS) {
    for (const question of QUESTIONS) if (decide(question, world).effect === 'PERMIT') permitted += 1;
  }
  const seconds = (performance.now() - started) / 1_000;
  if (permitted === 0) throw new Error('a bench in which nothing is permitted measures something else');
  return (WORLDS.length * QUESTIONS.length) / seconds;
}

import { defineConfig } from 'vitest/config';
import tests from './vitest.config.ts';

/** Measurements, one file at a time, so that none is measured beside another. */
export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: ['test/bench/**/*.bench.ts'],
    exclude: [],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});

import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql 16 has no exports map: Vite would take its ES module while every dependency takes the CommonJS one,
  // and graphql-js refuses to work with two copies of itself.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    globalSetup: ['test/support/start-database.ts'],
    setupFiles: ['test/support/seed-properties.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});

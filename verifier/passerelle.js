#!/usr/bin/env node
// `npx passerelle verify …` after `npm ci`, with nothing built before and nothing stale: where Node runs TypeScript as it
// stands, the sources are run; an older Node has them compiled first.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

if (process.features.typescript) {
  await import('./main.ts');
} else {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, encoding: 'utf8' });
  if (status === 0) {
    await import('../dist/verifier/main.js');
  } else {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
    process.exitCode = 2;
  }
}

import { readConfig } from './config.ts';
import { startHub } from './start-hub.ts';

try {
  const hub = await startHub(readConfig(process.env));
  console.log(`listening on ${hub.url}`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void hub.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

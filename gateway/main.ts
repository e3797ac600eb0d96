import { readConfig } from './config.ts';
import { toldNameKey } from './linkage/name-key.ts';
import { startHub } from './start-hub.ts';

try {
  const config = readConfig(process.env);
  const hub = await startHub(config);
  console.log(`listening on ${hub.url}`);
  console.log(
    config.linkage === null
      ? 'without a linkage service: the hub is told of no links'
      : `bodies name their files to the hub under LINKAGE_HUB_KEY=${toldNameKey(config.linkage.key)}`,
  );
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

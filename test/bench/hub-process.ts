import { readConfig } from '../../gateway/config.ts';
import type { Journal } from '../../gateway/journal/journal.repository.ts';
import { startHub } from '../../gateway/start-hub.ts';
import { startOpenHub } from './open-hub.ts';

/** A hub in a process of its own, so that its CPU can be told from that of the bodies and of whoever asks. */
const config = readConfig(process.env);
const clock = () => config.clock ?? new Date();
/** Without a journal: nothing that a configuration could ask for. */
const FORGETFUL: Journal = { append: async () => {} };

function start(kind: string | undefined): Promise<{ readonly url: string }> {
  if (kind === 'open') return startOpenHub(config, clock);
  return startHub(config, kind === 'unrecorded' ? { clock, journal: FORGETFUL } : { clock });
}

const { url } = await start(process.argv[2]);
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit());
process.send?.(url);

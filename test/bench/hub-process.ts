import { readConfig } from '../../gateway/config.ts';
import { startHub } from '../../gateway/start-hub.ts';
import { startOpenHub } from './open-hub.ts';

/** A hub in a process of its own, so that its CPU can be told from that of the bodies and of whoever asks. */
const config = readConfig(process.env);
const clock = () => config.clock ?? new Date();
const { url } = process.argv[2] === 'open' ? await startOpenHub(config, clock) : await startHub(config, { clock });
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit());
process.send?.(url);

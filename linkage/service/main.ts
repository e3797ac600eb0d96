import pg from 'pg';
import { readLinkageConfig } from './config.ts';
import { openLinkageService } from './linkage-service.ts';
import { serveLinkage } from './serve-linkage.ts';

const SWEEP_EVERY_MS = 60_000;

/**
 * The process of the linkage service: it serves until a signal. With `rotate` as its argument it puts a new key in the
 * place of the old one instead, and ends; the process that serves need not be stopped for it.
 */
async function main(argument: string | undefined): Promise<void> {
  const { databaseUrl, sealingKey, parties, host, port } = readLinkageConfig(process.env);
  const database = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  database.on('error', complain);
  // One that breaks while it is lent out has told its query; where nobody listens, what it says next ends the process.
  database.on('connect', (client) => client.on('error', () => {}));
  const service = await openLinkageService({ database, sealingKey });
  if (argument === 'rotate') {
    console.log(`key ${await service.rotate()} works, and the one before it is destroyed`);
    return database.end();
  }
  const served = await serveLinkage({ service, parties, host, port, onFault: complain });
  const sweeping = setInterval(() => service.sweep().catch(complain), SWEEP_EVERY_MS);
  console.log(`the linkage service listens on ${served.url}`);

  const leave = () => {
    clearInterval(sweeping);
    served
      .close()
      .then(() => database.end())
      .then(() => process.exit(0), stop);
  };
  process.once('SIGTERM', leave).once('SIGINT', leave);
}

function complain(fault: unknown): void {
  console.error(fault instanceof Error ? fault.message : 'fault');
}

function stop(fault: unknown): never {
  complain(fault);
  process.exit(1);
}

main(process.argv[2]).catch(stop);

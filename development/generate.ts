import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { contractPath } from '../schema/files.ts';
import { contractFiles } from './contract.ts';

/** Writes the contract as the code publishes it, and takes away what no subgraph publishes any more. */
const files = await contractFiles();
const folder = contractPath('subgraphs');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder))
  if (!files.some((file) => file.name === `subgraphs/${name}`)) rmSync(contractPath(`subgraphs/${name}`));
for (const { name, text } of files) {
  writeFileSync(contractPath(name), text);
  console.log(`wrote schema/${name}`);
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the project stands: the nearest folder above this file that holds a `package.json`, built or not. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('no `package.json` above the contract: the project is not complete');
    folder = above;
  }
  return folder;
}

/** Where a file of the contract is, or is to be written: `supergraph.graphql`, `subgraphs/body.graphql`. */
export function contractPath(name: string): string {
  return join(projectRoot(), 'schema', name);
}

/** The text of a file of the contract, wherever the code runs from: sources and build read the same one. */
export function readContract(name: string): string {
  return readFileSync(contractPath(name), 'utf8');
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { contractPath } from '../schema/files.ts';
import { complain } from './complain.ts';
import { joinContract } from './contract.ts';

/**
 * `npm run -s contract [-- FILE.graphql…]` joins the contract on file, with each given file in the place of the subgraph
 * of its name (or as one more subgraph), and says all that is wrong, with the remedies, or that nothing is.
 */
const onFile = readdirSync(contractPath('subgraphs')).map((name) => contractPath(`subgraphs/${name}`));
const paths = new Map([...onFile, ...process.argv.slice(2)].map((path) => [basename(path, '.graphql'), path]));
try {
  joinContract([...paths].map(([name, path]) => ({ name, sdl: readFileSync(path, 'utf8') })));
  console.log(`in order: ${[...paths.keys()].join(', ')}`);
} catch (error) {
  complain(error);
}

import { readCivilTraits } from './contract/civil-traits.repository.ts';
import { readBodyConfig } from './joining/body-config.ts';
import { linkFiles } from './joining/link-files.ts';

/**
 * `node dist/subgraphs/link-people.js`, at a body: links everybody about whom it holds a file, and writes the file and the
 * subject of each on a line. Done again it gives the same; new files are linked beside the old ones.
 */
async function main(): Promise<void> {
  const { code, databaseUrl, linkageKey, linkage } = readBodyConfig(process.env);
  if (linkage === null || linkageKey === null)
    throw new Error('configuration: `LINKAGE_URL` and `LINKAGE_KEY_FILE` are needed to link people');
  const files = await readCivilTraits(code, databaseUrl);
  const subjects = await linkFiles({ ...linkage, body: code, linkageKey }, files);
  for (const [file, subject] of subjects) process.stdout.write(`${file} ${subject}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : 'nobody could be linked');
    process.exit(1);
  },
);

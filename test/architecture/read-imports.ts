import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { projectRoot } from '../../schema/files.ts';

/** One import of one file: of another file of ours, by its path, or of a package, by its name. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
}

const FOLDERS =
  '{schema,disclosure,transparency,linkage,verifier,gateway,subgraphs,prisma,deploy,development,test}/**/*.ts';
const STATEMENT = /^\s*(?:import|export)\s+(?:([^'";]*?)\s*from\s*)?'([^']+)'/gm;
const CALL = /^(?!\s*(?:\/\/|\*)).*?(\btypeof\s+)?\b(?:import|require)\(\s*'([^']+)'\s*\)/gm;

/** Every import of every file of the project. */
export const IMPORTS: readonly Import[] = globSync(FOLDERS, { cwd: projectRoot() })
  .map((path) => path.replaceAll('\\', '/'))
  .flatMap((path) => readImports(path, readFileSync(join(projectRoot(), path), 'utf8')));

export function readImports(from: string, text: string): readonly Import[] {
  const found = [
    ...[...text.matchAll(STATEMENT)].map((match) => ({
      at: match.index,
      to: match[2],
      typeOnly: isTypeOnly(match[1]),
    })),
    ...[...text.matchAll(CALL)].map((match) => ({ at: match.index, to: match[2], typeOnly: Boolean(match[1]) })),
  ];
  return found
    .sort((one, other) => one.at - other.at)
    .map(({ to = '', typeOnly }) => ({ from, ...resolve(from, to), typeOnly }));
}

function resolve(from: string, to: string): Pick<Import, 'to' | 'ours'> {
  return to.startsWith('.') ? { to: posix.join(posix.dirname(from), to), ours: true } : { to, ours: false };
}

/** `type …`, or braces in which every name is a type. */
function isTypeOnly(clause = ''): boolean {
  if (/^type\s/.test(clause)) return true;
  const names = /^\{([^}]+)\}$/.exec(clause.trim())?.[1] ?? 'a value';
  return names.split(',').every((name) => name.trim() === '' || /^\s*type\s/.test(name));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../schema/files.ts';

/** A command of the guide: a program, and the variables that it is given. */
export interface Command {
  readonly program: string;
  readonly variables: readonly string[];
}

/** What `subgraphs/README.md` tells a body to run. */
export interface JoiningSteps {
  readonly migrate: Command;
  readonly sayWhoseDatabase: string;
  readonly listen: Command;
}

/** Reads the guide itself, so that the test follows it to the letter: what the guide forgets, the test does not do. */
export function readJoiningSteps(): JoiningSteps {
  const guide = readFileSync(join(projectRoot(), 'subgraphs/README.md'), 'utf8');
  const [opening = '', listening = ''] = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return {
    migrate: commandIn(opening),
    sayWhoseDatabase: /"(INSERT INTO this_body [^"]*)"/.exec(opening)?.[1] ?? '',
    listen: commandIn(listening),
  };
}

function commandIn(block: string): Command {
  const [line = ''] = block.replaceAll('\\\n', ' ').split('\n');
  const program = /\bnode (dist\/\S+)$/.exec(line.trim())?.[1];
  if (!program) throw new Error('the guide names no program where it should');
  return { program, variables: [...line.matchAll(/([A-Z][A-Z_]+)=\S+/g)].map(([, name = '']) => name) };
}

/** The values that a command asks for, and no others. */
export function environmentOf(command: Command, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    command.variables.map((name) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the guide names \`${name}\`, which the test has no value for`);
      return [name, value];
    }),
  );
}

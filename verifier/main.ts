import { runCommand } from './run-command.ts';

const { code, text } = runCommand(process.argv.slice(2));
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;

/** Ends a command that cannot do what it was asked: one line that says why, and no stack. */
export function complain(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

import { complain } from './complain.ts';
import { askHub, readQuestion } from './question.ts';
import { printTable } from './table.ts';

/** `npm run ask -- FILE.graphql --as AG-01 --purpose CASE`: prints the answer, and what was decided of each withheld field. */
async function main(): Promise<void> {
  const { data, errors, extensions } = await askHub(readQuestion(process.argv.slice(2)));
  const answer = { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);

  const decisions = extensions?.decisions ?? [];
  if (decisions.length > 0) {
    const columns = ['path', 'category', 'decision', 'rule', 'reason'];
    const rows = decisions.map((decision) => columns.map((column) => decision[column]));
    process.stdout.write(`\n${printTable(columns, rows)}\n`);
  }
  if (data === undefined || data === null) process.exitCode = 1;
}

main().catch(complain);

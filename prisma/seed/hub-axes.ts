import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../schema/files.ts';

/** The axes of work of the reference instruments, as rows. Their objectives are our words for what the protocols say. */
export function readAxes() {
  const text = readFileSync(join(projectRoot(), 'prisma/reference/axes.csv'), 'utf8');
  const [, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => {
    const cells = line.split(',');
    const [instrumentId, code, label, objective, themes] = cells;
    if (!instrumentId || !code || !label || !objective || themes === undefined || cells.length !== 5) {
      throw new Error(`axes.csv: \`${code ?? line}\` has not one cell per column`);
    }
    return { instrumentId, code, label, objective, themes: themes.split('|') };
  });
}

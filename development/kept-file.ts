import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A small JSON file of the data folder that only its owner may read; written whole or not at all. */
export class KeptFile<Content> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  read(): Content | null {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw cause;
    }
    return JSON.parse(text) as Content;
  }

  write(content: Content): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const partial = `${this.#path}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(content, null, 2), { mode: 0o600 });
    renameSync(partial, this.#path);
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

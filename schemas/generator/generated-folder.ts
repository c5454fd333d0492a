import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Lies beside generated files: what they were made from, and the SHA-256 of each, so that a change shows. */
const RECORD = 'made-from.json';
const UNFINISHED = /^\..*\.tmp$/;
/** No process takes that long to write a file: what is older was left by one that was killed. */
const LEFT_BEHIND_MS = 60 * 60 * 1000;

/** A folder of generated files and nothing else. Several processes may replace its files at the same time. */
export class GeneratedFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Tells whether the folder holds, byte for byte, the files that were made from these inputs. */
  async isMadeFrom(inputs: string): Promise<boolean> {
    const record = await this.#read(RECORD);
    if (record === undefined) return false;
    const names = (await this.#list()).filter((name) => name !== RECORD);
    const files = new Map<string, string>();
    for (const name of names) files.set(name, (await this.#read(name)) ?? '');
    return record === renderRecord(inputs, files);
  }

  /**
   * Makes the folder hold these files only. Each is replaced at once: whoever reads meanwhile finds the old one or the
   * new one, whole. Those that are right are left alone.
   *
   * @param files text by name. @returns the names of files that were written or removed.
   */
  async replaceFiles(inputs: string, files: ReadonlyMap<string, string>): Promise<readonly string[]> {
    await mkdir(this.#path, { recursive: true });
    const changed: string[] = [];
    for (const [name, text] of files) {
      if ((await this.#read(name)) === text) continue;
      await this.#write(name, text);
      changed.push(name);
    }
    for (const name of await this.#list()) {
      if (name === RECORD || files.has(name)) continue;
      await rm(path.join(this.#path, name), { recursive: true, force: true });
      changed.push(name);
    }
    await this.#write(RECORD, renderRecord(inputs, files));
    return changed;
  }

  /** The names in the folder, but for what other processes are writing. */
  async #list(): Promise<readonly string[]> {
    const names = await readdir(this.#path).catch(() => []);
    const isOthers = await Promise.all(names.map((name) => this.#isBeingWritten(name)));
    return names.filter((_, index) => isOthers[index] !== true);
  }

  async #isBeingWritten(name: string): Promise<boolean> {
    if (!UNFINISHED.test(name)) return false;
    const stats = await stat(path.join(this.#path, name)).catch(() => undefined);
    return stats === undefined || Date.now() - stats.mtimeMs < LEFT_BEHIND_MS;
  }

  async #read(name: string): Promise<string | undefined> {
    return readFile(path.join(this.#path, name), 'utf8').catch(() => undefined);
  }

  async #write(name: string, text: string): Promise<void> {
    const unfinished = path.join(this.#path, `.${name}.${randomUUID()}.tmp`);
    await writeFile(unfinished, text);
    await rename(unfinished, path.join(this.#path, name));
  }
}

function renderRecord(inputs: string, files: ReadonlyMap<string, string>): string {
  const digests = [...files]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')] as const);
  return `${JSON.stringify({ inputs, files: Object.fromEntries(digests) }, null, 2)}\n`;
}

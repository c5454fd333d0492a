import { createFinding, type Finding } from '../../../core/errors/finding.js';

/**
 * The captures of a store that have not ended. Their files are no set: neither a damaged nor an incomplete one. Source:
 * format specification, section 11.
 */
export class UnfinishedCaptures {
  /** Path of the marker, by folder and backup id. */
  readonly #markers = new Map<string, { readonly backupId: string; readonly file: string }>();
  readonly #temporary: { readonly folder: string; readonly path: string }[] = [];

  mark(folder: string, backupId: string, file: string): void {
    this.#markers.set(`${folder}/${backupId}`, { backupId, file });
  }

  addTemporary(folder: string, path: string): void {
    this.#temporary.push({ folder, path });
  }

  has(folder: string, backupId: string | null): boolean {
    return backupId !== null && this.#markers.has(`${folder}/${backupId}`);
  }

  findings(): readonly Finding[] {
    const markers = [...this.#markers.values()].map(({ backupId, file }) => {
      const message = `${file}: the capture of ${backupId} is under way, or was broken off; its files are no set`;
      return createFinding('CAPTURE_UNFINISHED', message, { backupId, file });
    });
    const lost = this.#temporary
      .filter(({ folder, path }) => !this.#isMarked(folder, path.toLowerCase()))
      .map(({ path }) =>
        createFinding('FOREIGN_FILE', `${path} was never written to its end`, { file: path }),
      );
    return [...markers, ...lost];
  }

  #isMarked(folder: string, path: string): boolean {
    const [backupId] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(path.slice(folder.length)) ?? [];
    return this.has(folder, backupId ?? null);
  }
}

import type { SnapshotPlace } from '../../names/classify-path.js';
import { createFinding, type Finding } from '../../../core/errors/finding.js';

/** A capture that has not ended. */
export interface UnfinishedCapture {
  readonly backupId: string;
  readonly finding: Finding;
  /** Its marker, and all files that name it. */
  readonly paths: readonly string[];
}

interface Marker {
  readonly folder: string;
  readonly backupId: string;
  readonly file: string;
  readonly finding: Finding;
}

interface HiddenFiles {
  readonly path: string;
  readonly snapshots: readonly SnapshotPlace[];
}

/**
 * The captures of a store that have not ended. Their files are no set: neither a damaged nor an incomplete one. Source:
 * format specification, section 11.
 */
export class UnfinishedCaptures {
  /** By folder and backup id. */
  readonly #markers = new Map<string, Marker>();
  readonly #temporary: { readonly folder: string; readonly path: string }[] = [];

  mark(folder: string, backupId: string, file: string): void {
    const message = `${file}: the capture of ${backupId} is under way, or was broken off; its files are no set`;
    const finding = createFinding('CAPTURE_UNFINISHED', message, { backupId, file });
    this.#markers.set(`${folder}/${backupId}`, { folder, backupId, file, finding });
  }

  addTemporary(folder: string, path: string): void {
    this.#temporary.push({ folder, path });
  }

  /** The captures of one folder, with the paths of the files that they hide. */
  listIn({ path, snapshots }: HiddenFiles): readonly UnfinishedCapture[] {
    return [...this.#markers.values()]
      .filter(({ folder }) => folder === path)
      .map(({ backupId, file, finding }) => {
        const hidden = snapshots.filter(({ name }) => name.backupId === backupId).map(({ stem }) => stem);
        return { backupId, finding, paths: [file, ...hidden] };
      });
  }

  has(folder: string, backupId: string | null): boolean {
    return backupId !== null && this.#markers.has(`${folder}/${backupId}`);
  }

  findings(): readonly Finding[] {
    const lost = this.#temporary
      .filter(({ folder, path }) => !this.#isMarked(folder, path.toLowerCase()))
      .map(({ path }) =>
        createFinding('FOREIGN_FILE', `${path} was never written to its end`, { file: path }),
      );
    return [...[...this.#markers.values()].map(({ finding }) => finding), ...lost];
  }

  #isMarked(folder: string, path: string): boolean {
    const [backupId] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(path.slice(folder.length)) ?? [];
    return this.has(folder, backupId ?? null);
  }
}

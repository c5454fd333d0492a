import { formatCount } from '../../../core/sizes.js';
import { createFinding, type Finding } from '../../../core/errors/finding.js';
import type { ListedFile, StoreFile, StoreListing } from '../../store.js';
import { type UnfinishedCapture, UnfinishedCaptures } from './unfinished-captures.js';
import {
  type ClassifiedPath,
  classifyPath,
  type SetFolderPath,
  type SnapshotPlace,
} from '../../names/classify-path.js';

/** The two files of a snapshot; at least one of them is there. */
export interface SnapshotFiles extends SnapshotPlace {
  metadata: ListedFile | null;
  data: StoreFile | null;
}

/** Sizes that sets tell: those of data files. Of everything else a catalog reads the content, or needs the name alone. */
export const NEEDED_SIZES = { sizeOf: (path: string) => /\.zip$/i.test(path) };

/** A BackupInfo file, and the backup id that its name states. */
export interface BackupInfoFile {
  readonly path: string;
  readonly backupId: string | null;
}

/** All files that belong to the sets of one folder. */
export interface SetFolder extends SetFolderPath {
  readonly snapshots: readonly SnapshotFiles[];
  readonly backupInfos: readonly BackupInfoFile[];
  readonly registrationsFile: string | null;
  readonly unfinished: readonly UnfinishedCapture[];
}

/** A listing, put in order. */
export interface SortedListing {
  readonly folders: readonly SetFolder[];
  /** Foreign files, unreadable folders, names that collide. */
  readonly findings: readonly Finding[];
}

interface OpenFolder extends SetFolderPath {
  readonly snapshots: Map<string, SnapshotFiles>;
  readonly backupInfos: BackupInfoFile[];
  registrationsFile: string | null;
}

/** Sorts what a store lists into the folders of its sets; each file is looked at once. */
export function sortListing(listing: StoreListing<ListedFile>): SortedListing {
  const sorter = new ListingSorter();
  for (const file of listing.files) sorter.add(file);
  for (const path of listing.unopened ?? []) sorter.addUnopened(path);
  return {
    folders: sorter.folders(),
    findings: [...listing.unreadable.map(reportUnreadable), ...sorter.findings()],
  };
}

function reportUnreadable(place: { readonly path: string; readonly reason: string }): Finding {
  const name = place.path === '' ? 'the folder' : place.path;
  return createFinding('FOLDER_UNREADABLE', `cannot read ${name}: ${place.reason}`, { file: place.path });
}

class ListingSorter {
  readonly #folders = new Map<string, OpenFolder>();
  /** Number of files by the outermost foreign file or folder, so that a folder is one finding. */
  readonly #foreign = new Map<string, number>();
  readonly #collisions: Finding[] = [];
  readonly #unfinished = new UnfinishedCaptures();

  add(file: ListedFile): void {
    const place = classifyPath(file.path);
    switch (place.kind) {
      case 'snapshot':
        this.#addSnapshot(file, place);
        break;
      case 'backup-info':
        this.#folder(place.folder).backupInfos.push({ path: file.path, backupId: place.backupId });
        break;
      case 'registrations':
        this.#addRegistrations(file, place.folder);
        break;
      case 'foreign':
        this.#foreign.set(place.root, (this.#foreign.get(place.root) ?? 0) + 1);
        break;
      case 'capture-marker':
        this.#folder(place.folder);
        this.#unfinished.mark(place.folder.path, place.backupId, file.path);
        break;
      case 'temporary':
        this.#unfinished.addTemporary(place.folder.path, place.path);
        break;
      case 'recovery-point':
        break;
    }
  }

  addUnopened(path: string): void {
    this.#foreign.set(path, 0);
  }

  folders(): readonly SetFolder[] {
    return [...this.#folders.values()].map((folder) => ({
      ...folder,
      snapshots: [...folder.snapshots.values()].filter(
        ({ name }) => !this.#unfinished.has(folder.path, name.backupId),
      ),
      backupInfos: folder.backupInfos.filter(({ backupId }) => !this.#unfinished.has(folder.path, backupId)),
      unfinished: this.#unfinished.listIn({ path: folder.path, snapshots: [...folder.snapshots.values()] }),
    }));
  }

  findings(): readonly Finding[] {
    const foreign = [...this.#foreign].map(([file, count]) =>
      createFinding('FOREIGN_FILE', renderForeign(file, count), { file }),
    );
    return [...this.#collisions, ...foreign, ...this.#unfinished.findings()];
  }

  #folder(path: SetFolderPath): OpenFolder {
    const known = this.#folders.get(path.path);
    if (known !== undefined) return known;
    const folder = { ...path, snapshots: new Map(), backupInfos: [], registrationsFile: null };
    this.#folders.set(path.path, folder);
    return folder;
  }

  #addSnapshot(file: ListedFile, place: Extract<ClassifiedPath, { kind: 'snapshot' }>): void {
    const { folder, part, stem, repositoryName, name } = place;
    const { snapshots } = this.#folder(folder);
    const key = stem.toLowerCase();
    const files = snapshots.get(key) ?? { stem, repositoryName, name, metadata: null, data: null };
    snapshots.set(key, files);
    const other = files[part];
    if (other !== null) {
      this.#collide(file.path, { other: other.path, repository: repositoryName, backupId: name.backupId });
    } else if (part === 'metadata') files.metadata = file;
    else files.data = { path: file.path, sizeBytes: file.sizeBytes ?? 0 };
  }

  #addRegistrations(file: ListedFile, path: SetFolderPath): void {
    const folder = this.#folder(path);
    if (folder.registrationsFile === null) folder.registrationsFile = file.path;
    else this.#collide(file.path, { other: folder.registrationsFile });
  }

  #collide(file: string, of: { other: string; repository?: string; backupId?: string }): void {
    const { other, ...place } = of;
    const message = `${file} and ${other} differ only by case; the first in order is used: ${other}`;
    this.#collisions.push(createFinding('SNAPSHOT_MISMATCH', message, { ...place, file }));
  }
}

function renderForeign(file: string, count: number): string {
  if (count === 0) return `${file} is a link, a special file or too deep, and was not opened`;
  return count === 1
    ? `${file} is not of the format`
    : `${file} is not of the format (${formatCount(count, 'file')})`;
}

import { hash } from 'node:crypto';
import { MIB } from '../../../core/sizes.js';
import { type ArchiveRoot, findPathFault, foldPath } from './archive-path.js';

/** Name of the first entry of an archive. */
export const MANIFEST_NAME = 'RESTACK-SHA256SUMS';
export const MANIFEST_LIMIT_BYTES = 8 * MIB;

/** One file of an archive. */
export interface ManifestFile {
  /** Begins with `MASBackup/`, in the archive of a share with up to two folders before it; `/` as separator. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The first entry of an archive, which lists all others. */
export interface ArchiveManifest {
  /** The set that was packed: other sets in the archive are parts of its chains. Null where a whole share was. */
  readonly backupId: string | null;
  readonly files: readonly ManifestFile[];
}

const TITLE = '# restack archive 1';
const SHARE_TITLE = '# restack archive 2';
const SHARE_LINE = '# share';
const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BACKUP_LINE = new RegExp(`^# backup (${GUID})$`);
const SIZE_LINE = /^# size (0|[1-9]\d{0,15})$/;
const FILE_LINE = /^([0-9a-f]{64}) {2}(.+)$/;
const END_LINE = /^# end ([0-9a-f]{64})$/;

/**
 * Renders the manifest as text that `sha256sum --check` reads too: lines of restack's own are comments. The last line
 * is the SHA-256 of those before it, so that every changed bit shows. The length depends on paths and sizes alone.
 */
export function renderManifest({ backupId, files }: ArchiveManifest): string {
  const lines = [
    ...(backupId === null ? [SHARE_TITLE, SHARE_LINE] : [TITLE, `# backup ${backupId}`]),
    ...files.flatMap(({ path, sizeBytes, sha256 }) => [`# size ${sizeBytes}`, `${sha256}  ${path}`]),
  ];
  const body = `${lines.join('\n')}\n`;
  return `${body}# end ${hash('sha256', body)}\n`;
}

/** Parses a manifest. @returns the fault, as text, when it cannot be used. */
export function parseManifest(bytes: Uint8Array): ArchiveManifest | string {
  const text = Buffer.from(bytes).toString('utf8');
  const lines = text.split('\n');
  if (lines[0] !== TITLE && lines[0] !== SHARE_TITLE) return `its manifest does not begin with "${TITLE}"`;
  const end = END_LINE.exec(lines.at(-2) ?? '')?.[1];
  if (end === undefined || lines.at(-1) !== '') return 'its manifest has no end';
  if (end !== hash('sha256', `${lines.slice(0, -2).join('\n')}\n`)) return 'its manifest was changed';
  const backupId = parseSubject(lines);
  if (backupId === undefined) return 'its manifest names no backup';
  const files = parseFiles(lines.slice(2, -2), backupId === null ? 'share' : 'store');
  return typeof files === 'string' ? files : { backupId, files };
}

/** The id of the set; null for a share, and undefined where neither is named. */
function parseSubject([title, subject = '']: readonly string[]): string | null | undefined {
  if (title === SHARE_TITLE) return subject === SHARE_LINE ? null : undefined;
  return BACKUP_LINE.exec(subject)?.[1];
}

function parseFiles(lines: readonly string[], root: ArchiveRoot): readonly ManifestFile[] | string {
  const files: ManifestFile[] = [];
  const names = new Set<string>();
  for (let index = 0; index < lines.length; index += 2) {
    const size = SIZE_LINE.exec(lines[index] ?? '')?.[1];
    const [, sha256, path] = FILE_LINE.exec(lines[index + 1] ?? '') ?? [];
    if (size === undefined || sha256 === undefined || path === undefined) {
      return `its manifest cannot be read from line ${index + 3} on`;
    }
    const fault = findPathFault(path, root);
    if (fault !== undefined) return `its manifest names ${path}: ${fault}`;
    if (names.has(foldPath(path))) return `its manifest names ${path} twice`;
    names.add(foldPath(path));
    files.push({ path, sizeBytes: Number(size), sha256 });
  }
  return files.length === 0 ? 'its manifest names no file' : files;
}

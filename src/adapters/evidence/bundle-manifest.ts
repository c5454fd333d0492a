import { hash } from 'node:crypto';
import { MIB } from '../../core/sizes.js';

/** The folder that every entry of a bundle lies in. */
export const BUNDLE_FOLDER = 'evidence';
/** Name of the first entry of a bundle. */
export const SUMS_NAME = `${BUNDLE_FOLDER}/SHA256SUMS`;
/** Name of the entry behind it, in a bundle that is signed. */
export const SIGNATURE_NAME = `${BUNDLE_FOLDER}/SIGNATURE`;
/** Name of the entry with the public key of whoever signed. */
export const SIGNER_NAME = `${BUNDLE_FOLDER}/signer.pem`;
export const SUMS_LIMIT_BYTES = MIB;

/** One entry of a bundle. */
export interface BundleFile {
  /** Begins with `evidence/`. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The list of a bundle. */
export interface BundleManifest {
  readonly runId: string;
  readonly files: readonly BundleFile[];
}

/** The fault of an entry; `damaged` is one of the list itself, of which no entry can be named. */
export type BundleFault = 'changed' | 'dropped' | 'added' | 'moved' | 'cutShort' | 'damaged';

/** The first thing of a bundle that is not as it was written. */
export interface FoundFault {
  readonly fault: BundleFault;
  /** From 1; null where the fault is of no entry. */
  readonly number: number | null;
  /** Null where the name is lost, too. */
  readonly entry: string | null;
}

const TITLE = '# restack evidence 1';
const RUN_LINE = /^# run ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const ENTRY_LINE = /^# entry ([1-9]\d{0,3}) of ([1-9]\d{0,3}), ((?:0|[1-9]\d{0,14})) bytes$/;
const FILE_LINE = /^([0-9a-f]{64}) {2}(evidence\/[A-Za-z0-9][A-Za-z0-9._-]{0,60})$/;
const HEAD_LINES = 2;
const LINES_OF_AN_ENTRY = 3;

/**
 * Renders the list of a bundle as text that `sha256sum --check` reads, too. Below each entry stands the SHA-256 of all
 * lines above, so that the entries are links of a chain: none can be changed, left out or moved without breaking it at
 * this place.
 */
export function renderBundleManifest({ runId, files }: BundleManifest): string {
  let text = `${TITLE}\n# run ${runId}\n`;
  for (const [index, { path, sizeBytes, sha256 }] of files.entries()) {
    text += `# entry ${index + 1} of ${files.length}, ${sizeBytes} bytes\n${sha256}  ${path}\n`;
    text += `# chain ${hash('sha256', text)}\n`;
  }
  return text;
}

/** Selects the last link of the chain from the text of a list. */
export function selectDigest(text: string): string {
  return text.trimEnd().slice(-hash('sha256', '').length);
}

/** Parses the list of a bundle. @returns its first fault when it is not exactly as it was written. */
export function parseBundleManifest(bytes: Uint8Array): BundleManifest | FoundFault {
  const text = Buffer.from(bytes).toString('latin1');
  const lines = text.split('\n');
  const files: BundleFile[] = [];
  let above = `${lines.slice(0, HEAD_LINES).join('\n')}\n`;
  let total = 0;
  for (let at = HEAD_LINES; at < lines.length - 1; at += LINES_OF_AN_ENTRY) {
    const parsed = parseEntry(lines.slice(at, at + LINES_OF_AN_ENTRY), above);
    const fault = findEntryFault(parsed, files, total);
    if (fault !== undefined) {
      const entry = fault === 'dropped' ? null : nameOf(lines[at + 1]);
      return { fault, number: files.length + 1, entry };
    }
    ({ above, total } = parsed);
    files.push(parsed.file);
  }
  if (files.length < total) return { fault: 'dropped', number: files.length + 1, entry: null };
  const runId = RUN_LINE.exec(lines[1] ?? '')?.[1];
  if (runId !== undefined && renderBundleManifest({ runId, files }) === text && total > 0) {
    return { runId, files };
  }
  return { fault: 'damaged', number: null, entry: SUMS_NAME };
}

/** Tells what is wrong with an entry behind `files`; undefined when it is the next link. */
function findEntryFault(
  { number, total, file, isLinked }: ReturnType<typeof parseEntry>,
  files: readonly BundleFile[],
  totalBefore: number,
): BundleFault | undefined {
  const isTwice = files.some(({ path }) => path === file.path);
  if (number < files.length + 1) return isTwice ? 'added' : 'moved';
  if (number > files.length + 1) return 'dropped';
  if (totalBefore > 0 && files.length === totalBefore) return 'added';
  return isLinked && !isTwice && (totalBefore === 0 || total === totalBefore) ? undefined : 'changed';
}

/** The path of a line, however the rest of it looks. */
function nameOf(line: string | undefined): string | null {
  return /(evidence\/[A-Za-z0-9][A-Za-z0-9._-]{0,60})$/.exec(line ?? '')?.[1] ?? null;
}

/** Parses the lines of an entry. One that is not as it was written is no link, whatever else it says. */
function parseEntry([entry = '', file = '', chain = '']: readonly string[], above: string) {
  const [, number, total, size] = ENTRY_LINE.exec(entry) ?? [];
  const [, sha256 = '', path = ''] = FILE_LINE.exec(file) ?? [];
  const body = `${above}${entry}\n${file}\n`;
  return {
    number: Number(number),
    total: Number(total),
    file: { path, sizeBytes: Number(size), sha256 },
    isLinked: path !== '' && chain === `# chain ${hash('sha256', body)}`,
    above: `${body}${chain}\n`,
  };
}

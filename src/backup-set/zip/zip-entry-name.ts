import { TextDecoder } from 'node:util';
import { quoteName, zipDamaged, zipUnsafe } from './zip-fault.js';

/** An entry's name, proved to be harmless. */
export interface EntryName {
  /** As the archive has it, with `/` for every separator and one at the end of a folder. */
  readonly text: string;
  readonly folder: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes and checks a name. Backslashes are separators, as older Windows writers have them.
 *
 * @throws INTEGRITY (finding ZIP_DAMAGED) when it is marked as UTF-8 and is not.
 * @throws INTEGRITY (finding ZIP_UNSAFE) when it is empty, absolute, has a drive letter, a NUL, or a segment that
 * some platform takes for the parent folder.
 */
export function parseEntryName(bytes: Uint8Array, markedUtf8: boolean): EntryName {
  const text = decodeName(bytes, markedUtf8).replaceAll('\\', '/');
  if (text === '') throw zipUnsafe('an entry has no name');
  if (text.includes('\0')) throw zipUnsafe(`the name ${quoteName(text)} holds a NUL`);
  if (text.startsWith('/')) throw zipUnsafe(`the name ${quoteName(text)} is absolute`);
  if (/^[a-z]:/i.test(text)) throw zipUnsafe(`the name ${quoteName(text)} starts with a drive letter`);
  for (const segment of text.split('/')) {
    // Windows drops dots and spaces at the end of a segment: `.. ` and `...` are `..` and worse there.
    if (segment !== '.' && /^[. ]+$/.test(segment)) {
      throw zipUnsafe(`the name ${quoteName(text)} leads out of its folder`);
    }
  }
  if (/(^|\/)\.$/.test(text))
    throw zipUnsafe(`the name ${quoteName(text)} is a folder's, without a separator`);
  return { text, folder: text.endsWith('/') };
}

function decodeName(bytes: Uint8Array, markedUtf8: boolean): string {
  try {
    return utf8.decode(bytes);
  } catch {
    if (markedUtf8) throw zipDamaged('a name is marked as UTF-8 and is not');
    // The code page is not recorded. Latin-1 keeps different names different, which is all that is asked of it.
    return Buffer.from(bytes).toString('latin1');
  }
}

/**
 * The key of a name on a file system that ignores case, normalisation, and dots and spaces at the end of a segment. Two
 * names with one key cannot both be extracted.
 */
export function foldEntryName(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .split('/')
    .map((segment) => segment.replace(/(?<![. ])[. ]+$/, ''))
    .filter((segment) => segment !== '');
}

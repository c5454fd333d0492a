import { type FileTree, graft } from '../file-tree.js';
import type { SampleKeys } from '../sample-keys.js';
import { ARCHIVE_CASES } from './archive-cases.js';
import type { DamagedCase } from './damage.js';
import { renderDamagedShare } from './damaged-share.js';
import { CIPHERTEXT_CASES, HEADER_CASES, IV_CASES, TAG_CASES } from './data-file-cases.js';
import { KEY_CASES } from './key-cases.js';
import { METADATA_CASES } from './metadata-cases.js';
import { LAYOUT_CASES } from './name-cases.js';
import { RECORD_CASES } from './record-cases.js';

/** Every damaged share, in the order of the way through a set. */
export const DAMAGED_CASES: readonly DamagedCase[] = [
  ...METADATA_CASES,
  ...LAYOUT_CASES,
  ...KEY_CASES,
  ...HEADER_CASES,
  ...TAG_CASES,
  ...IV_CASES,
  ...CIPHERTEXT_CASES,
  ...ARCHIVE_CASES,
  ...RECORD_CASES,
];

const DEFAULT_KEYS = ['TEST-ONLY-backup-2023.pfx'];

/** samples/damaged: a folder per case, and cases.json with what is expected of each. */
export function renderDamagedSamples(keys: SampleKeys): FileTree {
  const tree: FileTree = new Map();
  for (const { name, damage } of DAMAGED_CASES) {
    graft(tree, name, renderDamagedShare(damage, keys));
  }
  const table = DAMAGED_CASES.map(({ name, description, exitCode, findingCode, keys: keyFiles }) => ({
    case: name,
    description,
    exitCode,
    findingCode,
    level: 'content',
    keys: keyFiles ?? DEFAULT_KEYS,
  }));
  tree.set('cases.json', Buffer.from(`${JSON.stringify(table, null, 2)}\n`, 'utf8'));
  return tree;
}

import { readFileSync } from 'node:fs';
import { type FileTree, graft } from '../file-tree.js';
import type { SampleKeys } from '../sample-keys.js';
import { ARCHIVE_DAMAGE } from './archive-damage.js';
import type { Damage, DamageByCase } from './damage.js';
import { CASES_FILE, readDamagedCases } from './damaged-cases.js';
import { renderDamagedShare } from './damaged-share.js';
import { CIPHERTEXT_DAMAGE, HEADER_DAMAGE, IV_DAMAGE, TAG_DAMAGE } from './data-file-damage.js';
import { KEY_DAMAGE, LAYOUT_DAMAGE, METADATA_DAMAGE } from './store-damage.js';
import { RECORD_DAMAGE } from './record-damage.js';

const DAMAGE: readonly DamageByCase[] = [
  METADATA_DAMAGE,
  LAYOUT_DAMAGE,
  KEY_DAMAGE,
  HEADER_DAMAGE,
  TAG_DAMAGE,
  IV_DAMAGE,
  CIPHERTEXT_DAMAGE,
  ARCHIVE_DAMAGE,
  RECORD_DAMAGE,
];

/**
 * Renders every damaged share into a folder of its own, always with the same bytes.
 *
 * @throws when a case of the table has no damage, or damage is for no case.
 */
export function renderDamagedShares(keys: SampleKeys): FileTree {
  const damageByCase = joinDamage();
  const tree: FileTree = new Map();
  for (const { case: name } of readDamagedCases()) {
    const damage = damageByCase.get(name);
    if (damage === undefined) throw new Error(`cases.json has ${name}, which nothing damages`);
    damageByCase.delete(name);
    graft(tree, name, renderDamagedShare(damage, keys));
  }
  const [left] = damageByCase.keys();
  if (left !== undefined) throw new Error(`cases.json does not have ${left}`);
  return tree;
}

/** Renders the damaged shares with their table, for people. */
export function renderDamagedFolder(keys: SampleKeys): FileTree {
  return new Map([['cases.json', readFileSync(CASES_FILE)], ...renderDamagedShares(keys)]);
}

function joinDamage(): Map<string, Damage> {
  const joined = new Map<string, Damage>();
  for (const [name, damage] of DAMAGE.flatMap((part) => Object.entries(part))) {
    if (joined.has(name)) throw new Error(`${name} is damaged in two ways`);
    joined.set(name, damage);
  }
  return joined;
}

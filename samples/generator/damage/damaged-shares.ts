import { readFileSync } from 'node:fs';
import { type FileTree, graft } from '../file-tree.js';
import type { SampleKeys } from '../stable-values.js';
import { ARCHIVE_DAMAGE } from './archive-damage.js';
import type { Damage, DamageByCase } from './damage.js';
import { renderDamagedShare } from './damaged-share.js';
import { DATABASE_DAMAGE } from './database-damage.js';
import { CIPHERTEXT_DAMAGE, HEADER_DAMAGE, IV_DAMAGE, TAG_DAMAGE } from './data-file-damage.js';
import { KEY_DAMAGE, LAYOUT_DAMAGE, METADATA_DAMAGE } from './store-damage.js';
import { RECORD_DAMAGE } from './record-damage.js';
import { isJsonObject } from './small-company.js';

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
  DATABASE_DAMAGE,
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

/** A damaged share, and what `restack verify` must make of it. */
export interface DamagedCase {
  /** Names the folder of the share. */
  readonly case: string;
  readonly description: string;
  readonly exitCode: number;
  /** Code of the finding that names the fault; null where the error itself does. */
  readonly findingCode: string | null;
  readonly level: 'content';
  /** Files of samples/keys to give. */
  readonly keys: readonly string[];
}

/** The table of cases, in the order of the way through a set. */
export const CASES_FILE = new URL('../../damaged/cases.json', import.meta.url);

/** Reads samples/damaged/cases.json. @throws when it has another shape, or two cases have one name. */
export function readDamagedCases(): readonly DamagedCase[] {
  const cases: unknown = JSON.parse(readFileSync(CASES_FILE, 'utf8'));
  if (!Array.isArray(cases) || !cases.every(isDamagedCase)) throw new Error('cases.json has another shape');
  if (new Set(cases.map((sample) => sample.case)).size < cases.length) {
    throw new Error('cases.json has two cases of one name');
  }
  return cases;
}

function isDamagedCase(value: unknown): value is DamagedCase {
  return (
    isJsonObject(value) &&
    typeof value['case'] === 'string' &&
    typeof value['description'] === 'string' &&
    typeof value['exitCode'] === 'number' &&
    (value['findingCode'] === null || typeof value['findingCode'] === 'string') &&
    value['level'] === 'content' &&
    Array.isArray(value['keys']) &&
    value['keys'].every((key) => typeof key === 'string')
  );
}

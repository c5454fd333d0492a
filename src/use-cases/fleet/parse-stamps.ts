import { isMap } from 'yaml';
import { stampsFile } from '../../schema/generated/fleet-files.js';
import type { StampsFile } from '../../schema/results.js';
import { parseCheckedYaml } from '../../schema/yaml/checked-yaml.js';
import { assertFaultless, offsetOf } from '../../schema/yaml/plain-yaml.js';

/** One stamp, as the stamps file has it. */
export type GivenStamp = StampsFile['stamps'][number];

const KNOWN_KEYS: Readonly<Record<keyof GivenStamp, true>> = {
  name: true,
  share: true,
  'share-user': true,
  'share-password-file': true,
  'share-encrypt': true,
  cert: true,
  'cert-password-file': true,
  'key-file': true,
  'verify-key': true,
  deployment: true,
};

/**
 * Parses a stamps file: plain YAML, and so JSON. Unknown keys, two stamps of one name, a share that is given twice, a
 * user without a password's file and a secret in place of its file are refused.
 *
 * @param name names the file in errors
 * @throws CONFIG with all faults and their lines; no value of the file is repeated, for it could be a secret.
 * Source: schemas/stamps-file.json.
 */
export function parseStamps(text: string, name: string): readonly GivenStamp[] {
  const { root, value, place } = parseCheckedYaml(text, name, { schema: stampsFile, describeUnknown });
  const { stamps } = value;
  const faults = stamps.flatMap((stamp, index) => {
    const found = listFaults(stamp, stamps.slice(0, index));
    return found.map(([key, message]) => {
      const node = isMap(root) ? root.getIn(['stamps', index, key], true) : undefined;
      return place(offsetOf(node) ?? 0, message);
    });
  });
  assertFaultless(faults, name);
  return stamps;
}

function describeUnknown(key: string): string {
  const known = Object.keys(KNOWN_KEYS).join(', ');
  return /password|secret|token/i.test(key)
    ? `no secret stands in this file, only the name of the file that holds it; expected ${known}`
    : `expected stamps, and for each of them ${known}`;
}

type Fault = readonly [key: keyof GivenStamp, message: string];

function listFaults(stamp: GivenStamp, before: readonly GivenStamp[]): readonly Fault[] {
  const faults: Fault[] = [];
  if (before.some((other) => other.name.toLowerCase() === stamp.name.toLowerCase())) {
    faults.push(['name', 'a stamp before it has this name; case means nothing']);
  }
  if (before.some((other) => other.share === stamp.share && other.deployment === stamp.deployment)) {
    faults.push(['share', 'a stamp before it has this share: tell them apart by deployment']);
  }
  if (/^\w+:[\\/]{2}[^\\/]*@/.test(stamp.share)) {
    faults.push(['share', 'its URL names a user; expected share-user and share-password-file']);
  }
  if (stamp['share-user'] !== undefined && stamp['share-password-file'] === undefined) {
    faults.push(['share-user', 'it has no share-password-file beside it, and nobody can be asked at night']);
  }
  if (stamp['share-user'] === undefined && stamp['share-password-file'] !== undefined) {
    faults.push(['share-password-file', 'it has no share-user beside it']);
  }
  const files: readonly (keyof GivenStamp)[] = [
    'share-password-file',
    'cert',
    'cert-password-file',
    'key-file',
    'verify-key',
  ];
  for (const key of files) {
    if ([stamp[key]].flat().includes('-'))
      faults.push([key, 'standard input serves no night of many shards']);
  }
  return faults;
}

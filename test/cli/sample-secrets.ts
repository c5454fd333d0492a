import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CANARY, readSampleKeys } from '../../samples/generator/stable-values.js';
import { createSnapshotKey } from '../../samples/generator/seal.js';
import { findQuotedForms } from '../fixtures/quoted-forms.js';
import { samplePath } from '../vectors/damaged-cases.js';

/** A text that must stand in no output, and what it is. */
export interface SampleSecret {
  readonly what: string;
  readonly text: string;
}

/** Every secret of the sample share: the canary in secret values, password, legacy keys, compact keys. */
export async function listSampleSecrets(): Promise<readonly SampleSecret[]> {
  const legacyKeys = ['TEST-ONLY-legacy-key.txt', 'TEST-ONLY-unrelated-legacy-key.txt'].map((name) =>
    readKeyFile(name),
  );
  const compactKeys = await listCompactKeys();
  if (compactKeys.length < 100) throw new Error('the sample share holds more snapshots than were found');
  return [
    { what: 'the canary', text: CANARY },
    { what: 'the password', text: readKeyFile('TEST-ONLY-password.txt') },
    ...legacyKeys.map((text) => ({ what: 'a legacy key', text })),
    ...legacyKeys.map((text) => ({ what: 'a decoded legacy key', text: atob(text) })),
    ...compactKeys.flatMap((key) => [
      { what: 'a compact key', text: key.toString('base64') },
      { what: 'an AES key', text: key.subarray(0, 32).toString('base64').slice(0, 40) },
      { what: 'a compact key', text: key.subarray(0, 32).toString('hex') },
    ]),
  ];
}

/** The secrets that stand in a text, and in which form. */
export function findSecrets(text: string, secrets: readonly SampleSecret[]): readonly string[] {
  return secrets.flatMap((secret) =>
    findQuotedForms(text, secret.text).map((form) => `${secret.what}, ${form}`),
  );
}

function readKeyFile(name: string): string {
  return readFileSync(samplePath(`keys/${name}`), 'utf8').trim();
}

/** The compact keys of all snapshots under a certificate, by the rule that made them. */
async function listCompactKeys(): Promise<readonly Buffer[]> {
  const { backup2023 } = await readSampleKeys();
  return readdirSync(samplePath('share'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /_(?:Full|Progressive)_C\.zip$/.test(file))
    .map((file) => {
      const [, backupId = ''] = path.basename(file).split('_');
      const label = `${backupId} ${path.basename(path.dirname(file))}`;
      const { compactKey } = createSnapshotKey(label, { mode: 'certificate', certificate: backup2023 });
      return Buffer.from(compactKey);
    });
}

import type { FuzzTarget } from './fuzz-target.js';
import { archiveTarget } from './targets/archive.js';
import { certificateFileTarget } from './targets/certificate-file.js';
import { dataFileTarget } from './targets/data-file.js';
import { databaseTarget } from './targets/database.js';
import { journalTarget } from './targets/journal.js';
import { mappingTarget } from './targets/mapping.js';
import { backupInfoTarget, snapshotMetadataTarget } from './targets/metadata.js';
import { payloadTarget } from './targets/payload.js';
import { runDocumentsTarget } from './targets/run-documents.js';
import { zipTarget } from './targets/zip.js';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** Every reader of bytes that restack did not write a moment ago. */
export const TARGETS: readonly FuzzTarget[] = [
  dataFileTarget,
  zipTarget,
  databaseTarget,
  snapshotMetadataTarget,
  backupInfoTarget,
  payloadTarget,
  certificateFileTarget,
  journalTarget,
  runDocumentsTarget,
  archiveTarget,
  mappingTarget,
];

/** @throws when there is none of this name. */
export function findTarget(name: string): FuzzTarget {
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (target !== undefined) return target;
  throw new Error(`no target ${name}; there are ${TARGETS.map((candidate) => candidate.name).join(', ')}`);
}

const FOLDER = fileURLToPath(new URL('crashes', import.meta.url));

/** Inputs that once broke a law of the target. */
export async function readCrashes(target: string): Promise<readonly Uint8Array[]> {
  const names = await readdir(join(FOLDER, target)).catch(() => []);
  return Promise.all(names.map(async (name) => readFile(join(FOLDER, target, name))));
}

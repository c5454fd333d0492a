import type { Finding } from '../../core/errors/finding.js';
import type { BackupSet, RepositoryChain, Snapshot } from '../catalog.js';
import type { OpenContext } from '../data-file/open-data-file.js';
import { openFullOf, proveSnapshot } from './prove-snapshot.js';
import { readContent } from './read-content.js';
import { groupRecords, type LocatedRecord, type SetRecords } from './records.js';

/** The records of a set, and all findings about it. */
export interface SetContent {
  readonly records: SetRecords;
  /** The same records in the order they were read, each with its place. */
  readonly located: readonly LocatedRecord[];
  readonly findings: readonly Finding[];
  /** The proved snapshots and bytes of data files, and the records that were read, valid or not. */
  readonly checked: { readonly snapshots: number; readonly bytes: number; readonly records: number };
}

/**
 * Proves every snapshot of a set, and reads the records of its known repositories. A Progressive holds the whole list,
 * so that the last snapshot of a chain is the one that is read; the others are proved all the same. Repositories whose
 * content is not public are named (finding NOT_READ).
 *
 * @throws SHARE_UNREACHABLE, WRONG_PASSWORD, CONFIG and every other error that says nothing about the set.
 * Source: format specification, sections 4 and 5.
 */
export async function readSetRecords(set: BackupSet, context: OpenContext): Promise<SetContent> {
  const located: LocatedRecord[] = [];
  const findings: Finding[] = [];
  const checked = { snapshots: 0, bytes: 0, records: 0 };
  for (const { chain, snapshot } of listSnapshots(set)) {
    const proof = await proveSnapshot(snapshot, context);
    findings.push(...proof.findings);
    checked.snapshots += 1;
    checked.bytes += proof.bytes;
    if (proof.dataFile === undefined) continue;
    try {
      if (snapshot !== chain.snapshots.at(-1)) continue;
      const content = await readContent(proof.dataFile, openFullOf(chain, context));
      located.push(...content.located);
      findings.push(...content.findings);
      checked.records += content.recordCount;
    } finally {
      await proof.dataFile.dispose();
    }
  }
  return { records: groupRecords(located.map(({ record }) => record)), located, findings, checked };
}

function* listSnapshots(
  set: BackupSet,
): Generator<{ readonly chain: RepositoryChain; readonly snapshot: Snapshot }> {
  for (const chain of set.chains) {
    for (const snapshot of chain.snapshots) yield { chain, snapshot };
  }
}

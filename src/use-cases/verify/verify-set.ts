import type { BackupSet, Snapshot } from '../../backup-set/catalog.js';
import {
  findPortableRepository,
  SUBSCRIPTIONS_DATABASE,
} from '../../backup-set/names/portable-repositories.js';
import type { DataFileContent } from '../../backup-set/content/read-content.js';
import {
  groupRecords,
  type LocatedRecord,
  type SetRecords,
  type Untold,
  type UntoldRecord,
} from '../../backup-set/content/records.js';
import { createFinding, type Finding, type FindingPlace, hasErrors } from '../../core/errors/finding.js';
import { type Progress, silentProgress } from '../../core/progress.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { mergeKeyFindings } from './key-findings.js';
import { choosePortableFirst, softenUnread } from './database/portable-first.js';
import { findReferenceProblems } from './references.js';
import { describeUntold, listUntold } from './database/list-untold.js';

/**
 * The depth to which a set is proved. Each level includes those before it. Source: command-line contract, "Verification
 * levels".
 */
export type VerificationLevel = 'structure' | 'keys' | 'integrity' | 'content';

/** The levels, shallow to deep. */
export const VERIFICATION_LEVELS: readonly VerificationLevel[] = [
  'structure',
  'keys',
  'integrity',
  'content',
];

/** The result of proving one data file. */
export interface FileProof {
  readonly findings: readonly Finding[];
  /** Size of the data file when all of it is proved, else 0. */
  readonly bytes: number;
  /** Its records, where they were asked for and the file is proved. */
  readonly content?: DataFileContent | undefined;
}

/** The depth of a proof of one data file, and its listener. */
export interface ProveFileOptions {
  /** Read the records, too. */
  readonly content: boolean;
  /** The Full that the chain of the file begins with; absent where that is the file itself. */
  readonly full?: Snapshot | undefined;
  /** Hears of each part of the file that was read, in bytes. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Proves the files of one set. Damage is returned as findings; only a failing share or machine is thrown. A port,
 * because the caller decides on how many cores it runs.
 */
export interface SetProver {
  unwrapKey(snapshot: Snapshot): Promise<readonly Finding[]>;
  /** Authenticates every byte of a data file, proves its archive, and reads its records where asked to. */
  proveFile(snapshot: Snapshot, options: ProveFileOptions): Promise<FileProof>;
}

/** A prover that may hold threads. */
export interface OpenSetProver extends SetProver {
  close(): Promise<void>;
}

/** The verdict on one set. */
export interface SetVerdict {
  readonly backupId: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** Full names of the repositories that were checked. */
  readonly repositories: readonly string[];
  readonly verdict: 'passed' | 'failed';
  /** True when nothing that anybody names is missing, and nothing is there in part. */
  readonly complete: boolean;
  readonly checked: { readonly snapshots: number; readonly bytes: number; readonly records: number };
  readonly findings: readonly Finding[];
  /** The records, when the level is `content` and no error was found. */
  readonly records: SetRecords | undefined;
  /** The things that the set does not tell about its records. */
  readonly untold: readonly Untold[];
}

/** The level, the prover and the listeners of one verification. */
export interface VerifySetOptions {
  readonly level: VerificationLevel;
  readonly prover: SetProver;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Proves one set to a level. Read-only; collects every finding instead of stopping at the first.
 *
 * @throws SHARE_UNREACHABLE when the share fails while read; WRONG_PASSWORD or CONFIRMATION_REQUIRED when a certificate
 * that matches does not open; INTERRUPTED when `signal` is aborted.
 */
export async function verifySet(set: BackupSet, options: VerifySetOptions): Promise<SetVerdict> {
  const snapshots = set.chains.flatMap((chain) => chain.snapshots);
  const proof = await proveToLevel(set, snapshots, options);
  const { bytes, recordCount, records } = proof;
  const checked = { snapshots: snapshots.length, bytes, records: recordCount };
  const amount = { checked, readRecords: proof.records !== undefined };
  const found = [...set.findings, ...proof.findings];
  // Where an error says why nothing was checked, saying that nothing was adds nothing.
  const findings = hasErrors(found) ? found : [...found, ...judgeAmount(set, amount)];
  const failed = hasErrors(findings);
  return {
    backupId: set.backupId,
    createdAt: set.createdAt.toISOString(),
    repositories: set.chains.map(({ repositoryName }) => repositoryName),
    verdict: failed ? 'failed' : 'passed',
    complete: set.status === 'Succeeded',
    checked,
    findings,
    records: failed ? undefined : records,
    untold: proof.untold,
  };
}

interface LevelProof {
  readonly findings: readonly Finding[];
  readonly bytes: number;
  readonly recordCount: number;
  /** Undefined below the level `content`. */
  readonly records: SetRecords | undefined;
  readonly untold: readonly Untold[];
}

async function proveToLevel(
  set: BackupSet,
  snapshots: readonly Snapshot[],
  options: VerifySetOptions,
): Promise<LevelProof> {
  const nothing = { findings: [], bytes: 0, recordCount: 0, records: undefined, untold: [] };
  switch (options.level) {
    case 'structure':
      return nothing;
    case 'keys':
      return { ...nothing, findings: await unwrapKeys(set, snapshots, options) };
    case 'integrity':
    case 'content': {
      const proofs = await proveFiles(set, snapshots, options);
      const bytes = proofs.reduce((sum, { proof }) => sum + proof.bytes, 0);
      const findings = mergeKeyFindings(
        proofs.flatMap(({ proof }) => proof.findings),
        set.backupId,
      );
      if (options.level === 'integrity') return { ...nothing, findings, bytes };
      const content = judgeContent(set, proofs);
      // Whoever reads a chain proves its Full anew: what is wrong with that one is told once.
      const told = new Set(findings.map((finding) => JSON.stringify(finding)));
      const others = content.findings.filter((finding) => !told.has(JSON.stringify(finding)));
      return { ...content, bytes, findings: [...findings, ...others] };
    }
  }
}

async function unwrapKeys(
  set: BackupSet,
  snapshots: readonly Snapshot[],
  { prover, signal }: VerifySetOptions,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const snapshot of snapshots) {
    signal?.throwIfAborted();
    found.push(...(await prover.unwrapKey(snapshot)));
  }
  return mergeKeyFindings(found, set.backupId);
}

interface ProvedSnapshot {
  readonly snapshot: Snapshot;
  readonly proof: FileProof;
}

async function proveFiles(
  set: BackupSet,
  snapshots: readonly Snapshot[],
  options: VerifySetOptions,
): Promise<readonly ProvedSnapshot[]> {
  const { progress = silentProgress, prover, level } = options;
  const step = progress.begin(`Proving ${set.backupId.slice(0, 8)}`, { unit: 'bytes', total: set.sizeBytes });
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    step.advance(done, set.sizeBytes);
  };
  // A Progressive holds the whole list, so the last snapshot of a chain is the one whose records count.
  const fullOf = new Map(set.chains.map(({ snapshots: own }) => [own.at(-1), own.at(0)]));
  try {
    const proofs = await Promise.all(
      snapshots.map(async (snapshot) => {
        const content = level === 'content' && fullOf.has(snapshot);
        const first = fullOf.get(snapshot);
        const full = first === snapshot ? undefined : first;
        return { snapshot, proof: await prover.proveFile(snapshot, { content, full, onBytes }) };
      }),
    );
    step.end(proofs.some(({ proof }) => hasErrors(proof.findings)) ? 'failed' : 'done');
    return proofs;
  } catch (error) {
    step.end('failed');
    throw error;
  }
}

/**
 * Joins the records of all files and follows the references between them. A kind of which a record could not be read is
 * left out, so that no reference to an unreadable record counts as dangling.
 */
function judgeContent(set: BackupSet, proofs: readonly ProvedSnapshot[]): Omit<LevelProof, 'bytes'> {
  const { backupId } = set;
  const found: Finding[] = [];
  const read: LocatedRecord[] = [];
  const presentKinds = new Set<PayloadKind>();
  const portableKinds = new Set<PayloadKind>();
  const untoldRecords: UntoldRecord[] = [];
  let recordCount = 0;
  for (const { snapshot, proof } of proofs) {
    if (proof.content === undefined) continue;
    const { content } = proof;
    untoldRecords.push(...(content.untold ?? []));
    found.push(...content.findings);
    read.push(...content.located);
    recordCount += content.recordCount;
    const repository = findPortableRepository(snapshot.repositoryName);
    if (repository !== undefined) portableKinds.add(repository.kind);
    if (hasErrors(content.findings)) continue;
    for (const kind of repository === undefined ? (content.kinds ?? []) : [repository.kind])
      presentKinds.add(kind);
  }
  const { located, findings: differences } = choosePortableFirst(read, portableKinds, backupId);
  const untold = listUntold({ located, portableKinds, records: untoldRecords });
  const findings = [
    ...softenUnread(found, portableKinds),
    ...differences,
    ...describeUntold(untold, { backupId, repository: SUBSCRIPTIONS_DATABASE }),
  ];
  const records = groupRecords(located.map(({ record }) => record));
  const places = new Map<PayloadKind, FindingPlace[]>();
  for (const { record, place } of located) {
    const ofKind = places.get(record.kind);
    if (ofKind === undefined) places.set(record.kind, [place]);
    else ofKind.push(place);
  }
  const locate = (kind: PayloadKind, position: number) => places.get(kind)?.[position] ?? { backupId };
  findings.push(...findReferenceProblems(records, { backupId, presentKinds, locate }));
  return { records, recordCount, findings, untold };
}

/**
 * Adds an error when nothing of a set was checked: such a set must not pass. Source: command-line contract,
 * "Verification levels".
 */
function judgeAmount(
  set: BackupSet,
  amount: { readonly checked: SetVerdict['checked']; readonly readRecords: boolean },
): readonly Finding[] {
  const { backupId } = set;
  if (amount.checked.snapshots === 0) {
    return [createFinding('NOTHING_CHECKED', 'the set has no snapshot that could be checked', { backupId })];
  }
  if (amount.readRecords && amount.checked.records === 0) {
    return [createFinding('NOTHING_CHECKED', 'the set holds no record that could be read', { backupId })];
  }
  return [];
}

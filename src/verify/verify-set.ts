import type { BackupSet, Snapshot } from '../backup-set/catalog.js';
import type { SetRecords } from '../backup-set/records.js';
import { createFinding, type Finding, hasErrors } from '../core/finding.js';
import { type Progress, type ProgressStep, silentProgress } from '../core/progress.js';
import type { PayloadKind } from '../schema/payloads.js';
import { mergeKeyFindings } from './key-findings.js';
import { findReferenceProblems } from './references.js';

/** How deep a set is proved. Each level includes those before it. Source: command-line contract, "Verification levels". */
export type VerificationLevel = 'structure' | 'keys' | 'integrity' | 'content';

/** The levels, shallow to deep. */
export const VERIFICATION_LEVELS: readonly VerificationLevel[] = [
  'structure',
  'keys',
  'integrity',
  'content',
];

/** What proving one data file showed. */
export interface FileProof {
  readonly findings: readonly Finding[];
  /** Bytes of ciphertext that the tag covers; 0 when the file was not authenticated. */
  readonly bytes: number;
}

/** What the records of a set are, and what was noticed while they were read. */
export interface RecordsProof {
  readonly records: SetRecords;
  /** Kinds whose repository stands in the set and could be read to its end. */
  readonly presentKinds: ReadonlySet<PayloadKind>;
  readonly findings: readonly Finding[];
}

/**
 * Looks into the files of one set. Damage is returned as findings; what is thrown is a failing share or machine.
 * A port, because the caller decides on how many cores it runs.
 */
export interface SetProver {
  unwrapKey(snapshot: Snapshot): Promise<readonly Finding[]>;
  /** Authenticates every byte of a data file and proves its archive. `onBytes` hears of each part that is done. */
  proveFile(snapshot: Snapshot, onBytes: (bytes: number) => void): Promise<FileProof>;
  /** Reads the records out of files that {@link SetProver.proveFile} found whole. */
  readRecords(set: BackupSet): Promise<RecordsProof>;
}

/** What one set proved to be. */
export interface SetVerdict {
  readonly backupId: string;
  readonly verdict: 'passed' | 'failed';
  readonly checked: { readonly snapshots: number; readonly bytes: number; readonly records: number };
  readonly findings: readonly Finding[];
  /** The records, when the level is `content` and no error was found. */
  readonly records: SetRecords | undefined;
}

/** How a set is verified. */
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
  const depth = VERIFICATION_LEVELS.indexOf(options.level);
  const snapshots = set.chains.flatMap((chain) => chain.snapshots);
  const findings: Finding[] = [...set.findings];
  let bytes = 0;
  let records: SetRecords | undefined;

  // A file unwraps its own key, so the level `keys` is part of the next one.
  if (depth === 1) findings.push(...(await unwrapKeys(set, snapshots, options)));
  if (depth >= 2) {
    const proof = await proveFiles(set, snapshots, options);
    findings.push(...proof.findings);
    bytes = proof.bytes;
    if (depth >= 3 && !hasErrors(proof.findings)) {
      const content = await checkContent(set, options);
      findings.push(...content.findings);
      records = content.records;
    }
  }
  const checked = { snapshots: snapshots.length, bytes, records: countRecords(records) };
  findings.push(...judgeAmount(set, { checked, reachedContent: records !== undefined }));
  return {
    backupId: set.backupId,
    verdict: hasErrors(findings) ? 'failed' : 'passed',
    checked,
    findings,
    records: hasErrors(findings) ? undefined : records,
  };
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

async function proveFiles(
  set: BackupSet,
  snapshots: readonly Snapshot[],
  options: VerifySetOptions,
): Promise<FileProof> {
  const step = beginStep(set, options);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    step.advance(done, set.sizeBytes);
  };
  try {
    const proofs = await Promise.all(
      snapshots.map((snapshot) => options.prover.proveFile(snapshot, onBytes)),
    );
    const findings = mergeKeyFindings(
      proofs.flatMap((proof) => proof.findings),
      set.backupId,
    );
    step.end(hasErrors(findings) ? 'failed' : 'done');
    return { findings, bytes: proofs.reduce((sum, proof) => sum + proof.bytes, 0) };
  } catch (error) {
    step.end('failed');
    throw error;
  }
}

function beginStep(set: BackupSet, { progress = silentProgress }: VerifySetOptions): ProgressStep {
  return progress.begin(`prove ${set.backupId.slice(0, 8)}`, { unit: 'bytes', total: set.sizeBytes });
}

async function checkContent(set: BackupSet, { prover, signal }: VerifySetOptions): Promise<RecordsProof> {
  signal?.throwIfAborted();
  const proof = await prover.readRecords(set);
  const { records, presentKinds } = proof;
  const problems = findReferenceProblems(records, { backupId: set.backupId, presentKinds });
  return { ...proof, findings: [...proof.findings, ...problems] };
}

function countRecords(records: SetRecords | undefined): number {
  if (records === undefined) return 0;
  return Object.values(records).reduce((sum, list) => sum + list.length, 0);
}

/** A set of which nothing was checked must not pass. Source: command-line contract, "Verification levels". */
function judgeAmount(
  set: BackupSet,
  amount: { readonly checked: SetVerdict['checked']; readonly reachedContent: boolean },
): readonly Finding[] {
  const { backupId } = set;
  if (amount.checked.snapshots === 0) {
    return [createFinding('NOTHING_CHECKED', 'the set has no snapshot that could be checked', { backupId })];
  }
  if (amount.reachedContent && amount.checked.records === 0) {
    return [createFinding('NOTHING_CHECKED', 'the set holds no record that could be read', { backupId })];
  }
  return [];
}

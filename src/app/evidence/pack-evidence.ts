import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { type BundleContent, writeBundle } from '../../adapters/evidence/write-bundle.js';
import { isTaken } from '../../adapters/disk/new/new-file.js';
import { readRunFiles } from '../../adapters/journal/run/run-folder.js';
import { systemClock } from '../../core/clock.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { isGuid } from '../../core/guid.js';
import { countBytes, followStep } from '../../core/progress.js';
import type { SigningKey } from '../../crypto/signature-keys.js';
import { renderAuditPage } from '../../report/evidence/render-audit-page.js';
import { renderReport } from '../../report/formats/render-report.js';
import type { EvidencePackResult, ReportDocument } from '../../schema/results.js';
import type { AppContext, ShareOptions } from '../app.js';
import { readGivenSigningKey, type SignOptions } from '../keys/signing-files.js';
import { readMaker } from '../reports/report-files.js';
import { readSubject, type ReportSubject } from '../reports/report-run.js';
import type { RunOptions } from '../runs/run-place.js';

/** The run, or an earlier report in JSON, and the file for its bundle. Without a share: that of the run. */
export interface PackEvidenceOptions extends RunOptions, ShareOptions, SignOptions {
  readonly out: string;
  /** Leaves out the digests of the backup's files. */
  readonly withoutBackup: boolean;
}

/** Names of the formats in which a bundle holds its report. */
const REPORTS = ['.html', '.json', '.md'] as const;

/**
 * Writes everything that tells of a run into one file, whole or not at all, each entry a link of a chain.
 *
 * @throws USAGE when the name is taken or does not say what it is, or the report tells of no run; LOCKED while the run is
 * being carried out; INTEGRITY when the set on the share is not the one of the run; the errors of reading the run, the
 * share and the key.
 */
export async function packEvidence(
  options: PackEvidenceOptions,
  context: AppContext,
): Promise<EvidencePackResult> {
  const out = resolve(options.out);
  await assertNewTar(out);
  const signingKey = await readGivenSigningKey(options, context);
  const subject = await readSubject(options, context);
  const { document, kept } = subject;
  const runId = selectRunId(document);
  const runFiles = kept === undefined ? [] : await readRunFiles(kept.path);
  const backup = options.withoutBackup ? undefined : await digestBackupFiles(subject, options, context);
  const reports = await Promise.all(
    REPORTS.map(async (format) => textOf(`report${format}`, await renderReport(document, format))),
  );
  const contents = [
    ...reports,
    ...runFiles,
    textOf('versions.json', await describeVersions(subject)),
    ...(backup === undefined ? [] : [textOf('backup-files.sha256', backup)]),
  ];
  const page = renderAuditPage({
    bundle: basename(out),
    runId,
    names: contents.map(({ name }) => name),
    signature: selectSignature(signingKey),
  });
  const bundle = { runId, contents: [textOf('README.md', page), ...contents], signingKey };
  const { bytes, files, digest } = await writeBundle(out, bundle);
  return { runId, out, bundleBytes: bytes.length, digest, signature: selectSignature(signingKey), files };
}

/** @throws USAGE when the name is taken, or does not say that it is a bundle's. */
async function assertNewTar(out: string): Promise<void> {
  if (!/\.tar$/i.test(out)) throw new RestackError('USAGE', '--out names a bundle: a file that ends in .tar');
  if (!(await isTaken(out))) return;
  throw new RestackError('USAGE', `${out} is there already, and is never overwritten`, {
    hints: ['name a file that is not there yet'],
    details: { path: out },
  });
}

function selectRunId({ run }: ReportDocument): string {
  if (run === null || !isGuid(run.runId)) {
    throw new RestackError('USAGE', 'the report tells of no run', {
      hints: ['name a run, or the report of a drill in JSON: restack runs list'],
    });
  }
  if (run.state !== 'running') return run.runId.toLowerCase();
  throw new RestackError('LOCKED', `run ${run.runId} is being carried out: its evidence is not whole yet`, {
    hints: [`wait for its end: restack runs show ${run.runId.slice(0, 8)}`],
  });
}

function selectSignature(key: SigningKey | undefined): EvidencePackResult['signature'] {
  return key === undefined ? null : { algorithm: key.algorithm, keyDigest: key.keyDigest };
}

function textOf(name: string, text: string): BundleContent {
  return { name, bytes: Buffer.from(text) };
}

async function describeVersions({ document, kept }: ReportSubject): Promise<string> {
  const versions = {
    schema: 'restack/evidence/v1',
    packedAt: systemClock.now().toISOString(),
    packedBy: await readMaker(),
    reportedBy: document.maker,
    runBegunWith: kept === undefined ? null : (await kept.readInputs()).restackVersion,
  };
  return `${JSON.stringify(versions, null, 2)}\n`;
}

/** Lists the SHA-256 of every file of the set, as `sha256sum --check` reads it below the set's store. */
async function digestBackupFiles(
  { document, kept }: ReportSubject,
  options: PackEvidenceOptions,
  context: AppContext,
): Promise<string> {
  const [backup] = document.backups;
  if (backup === undefined) throw new RestackError('INTERNAL', 'the report of a run names no backup');
  const share = options.share ?? (await kept?.readInputs())?.share;
  const expectDigest = document.digests.find(({ name }) => name === `backup set ${backup.backupId}`)?.sha256;
  const choice = {
    backup: backup.backupId,
    deployment: backup.deploymentId ?? undefined,
    expectDigest,
  };
  const [{ withShare }, { chooseSet }, { listSetFiles }] = await Promise.all([
    import('../share/share.js'),
    import('../share/choose-set.js'),
    import('../../backup-set/content/list-set-files.js'),
  ]);
  try {
    return await withShare({ ...options, share }, context, async (opened) => {
      const { set } = await chooseSet(opened, choice, context);
      const store = opened.storeOf(set);
      const files = await listSetFiles(set, { store, all: opened.catalog.sets });
      const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      const head = [`# backup ${set.backupId}`, `# set digest ${expectDigest ?? 'not kept by this run'}`];
      return followStep(
        context.progress,
        { title: 'Digesting the backup', unit: 'bytes', total },
        async (step) => {
          const count = countBytes(step, context.signal);
          const lines: string[] = [];
          for (const { path } of files) {
            const digest = createHash('sha256');
            for await (const chunk of (await store.openStream(path)) as AsyncIterable<Uint8Array>) {
              digest.update(chunk);
              count(chunk.length);
            }
            lines.push(`${digest.digest('hex')}  ${path}`);
          }
          return `${[...head, ...lines].join('\n')}\n`;
        },
      );
    });
  } catch (error) {
    throw nameWayOut(error);
  }
}

/** A share that is gone must not keep a run from being told. */
function nameWayOut(error: unknown): unknown {
  if (!(error instanceof RestackError)) return error;
  const { code, message, details, hints, exitCode } = error;
  if (!['NOT_FOUND', 'SHARE_UNREACHABLE', 'USAGE'].includes(code)) return error;
  const out = 'leave the digests of its files out: restack evidence pack RUN --out FILE.tar --without-backup';
  return new RestackError(code, message, { cause: error, details, exitCode, hints: [...hints, out] });
}

import { appendFile, stat } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { replaceFile } from '../../adapters/disk/atomic-file.js';
import { explainWriteError } from '../../adapters/disk/new/new-file.js';
import { assertReplaceable } from '../../adapters/disk/new/replaceable-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { type Circumstances, createDocument, type ReportParts } from '../../report/evidence/document.js';
import {
  findReportFormat,
  isReport,
  REPORT_FORMATS,
  type ReportFormat,
  renderReport,
} from '../../report/formats/render-report.js';
import type { ReportDocument } from '../../schema/results.js';
import { readVersion } from '../read-version.js';

/** A file for a report, in the format that its name tells. */
export interface ReportFile {
  /** Absolute. */
  readonly path: string;
  readonly format: ReportFormat;
}

/**
 * Selects the files for reports, before the work is done that they tell of. An earlier report is replaced, and nothing
 * else.
 *
 * @param flag that named them
 * @throws USAGE for another kind of file, a file that is named twice, or one that is there and no report.
 */
export async function selectReportFiles(
  paths: readonly string[],
  flag: string,
): Promise<readonly ReportFile[]> {
  const files = paths.map((given) => {
    const format = findReportFormat(given);
    if (format !== undefined) return { path: resolve(given), format };
    throw new RestackError(
      'USAGE',
      `${flag} ${given}: expected a file that ends in ${REPORT_FORMATS.join(', ')}`,
      {
        hints: [`${flag} report.html`],
      },
    );
  });
  for (const [index, file] of files.entries()) {
    if (files.findIndex(({ path }) => path === file.path) !== index) {
      throw new RestackError('USAGE', `${flag} names one file twice: ${file.path}`);
    }
    await assertReplaceable(file.path, {
      flag,
      name: 'report',
      isEarlier: (head) => isReport(head, file.format),
    });
  }
  return files;
}

/** The flags beside `--report` that name a file to be written. */
const OUTPUTS = ['events', 'metrics', 'out', 'out-text', 'map-template'];

/**
 * Asserts that a report has a file of its own: whatever else a command writes there would be in its way.
 *
 * @throws USAGE when another flag names the same file.
 */
export function assertOwnFiles(reports: readonly string[], flags: Readonly<Record<string, unknown>>): void {
  const taken = new Set(reports.map((path) => resolve(path)));
  for (const name of OUTPUTS) {
    const given = flags[name];
    if (typeof given !== 'string' || !taken.has(resolve(given))) continue;
    throw new RestackError('USAGE', `--${name} and --report name one file: ${resolve(given)}`, {
      hints: ['give each of them a file of its own'],
    });
  }
}

/** The facts that this machine adds to a report: user, host and versions. */
export async function readMaker(): Promise<Circumstances['maker']> {
  const platform = `${process.platform} ${process.arch}`;
  return {
    user: readUser(),
    host: hostname(),
    platform,
    node: process.version,
    version: await readVersion(),
  };
}

/** An account without an entry in the system's list has no name. */
function readUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** Makes the report of a command. It holds no secret of this process, whatever its parts held. */
export async function createReport(
  circumstances: Omit<Circumstances, 'maker'>,
  parts: ReportParts,
): Promise<ReportDocument> {
  const document = createDocument({ ...circumstances, maker: await readMaker() }, parts);
  const { schema } = await import('../../schema/generated/report.js');
  const redacted: unknown = JSON.parse(JSON.stringify(document, processRedactor.jsonReplacer));
  if (schema.validate(redacted)) return redacted;
  throw new RestackError('INTERNAL', 'the report breaks its own schema; this is a bug');
}

/**
 * Writes one report, which nobody ever sees half written and only its owner may read.
 *
 * @throws NOT_FOUND when its folder is not there, PERMISSION_MISSING or CONFIG when it cannot be written otherwise; the
 * file is as it was then.
 */
export async function writeReport(report: ReportDocument, { path, format }: ReportFile): Promise<void> {
  await replaceFile(path, await renderReport(report, format), { explain: explainWriteError });
}

/** The most that GitHub takes as the summary of one step. Source: GitHub, "Workflow commands", job summaries. */
const SUMMARY_BYTES = 1024 * 1024;

/**
 * Adds a report to the summary of a step of GitHub Actions, cut between two blocks where the summary would be too large.
 *
 * @throws PERMISSION_MISSING, NOT_FOUND or CONFIG when the summary cannot be written.
 */
export async function appendSummary(report: ReportDocument, path: string): Promise<void> {
  const taken = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const blocks = (await renderReport(report, '.md')).split('\n\n');
  const kept: string[] = [];
  let room = SUMMARY_BYTES - taken - Buffer.byteLength(CUT);
  for (const block of blocks) {
    room -= Buffer.byteLength(block) + 2;
    if (room < 0) break;
    kept.push(block);
  }
  const end = kept.length < blocks.length ? CUT : '';
  if (kept.length === 0) return;
  try {
    await appendFile(path, `${kept.join('\n\n')}\n\n${end}`);
  } catch (error) {
    throw explainWriteError(error, path);
  }
}

const CUT = 'The rest does not fit here: see the report that --report wrote.\n\n';

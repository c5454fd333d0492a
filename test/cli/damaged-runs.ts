import { expect } from 'vitest';
import type { DamagedCase } from '../../samples/generator/damage/damaged-shares.js';
import { damagedShare, keyFilesOf, PASSWORD_FILE } from '../vectors/damaged-cases.js';
import { readEnvelope, type Run } from './run-restack.js';

const STACK_FRAME = /^ {4}at /m;
const ERROR_LINE = /^error [A-Z_]+:/gm;

/** Runs a command line, in a process of its own or in this one. */
type Runner = (argv: readonly string[]) => Promise<Run>;

/** Runs `verify` on a damaged sample, and expects its code, one error, no stack, and nothing left behind. */
export async function expectPlainFailure(sample: DamagedCase, start: Runner): Promise<void> {
  const run = await start(argumentsOf(sample));
  expect(run).toMatchObject({ exitCode: sample.exitCode, leftBehind: [] });
  expect(run.stderr.match(ERROR_LINE)).toHaveLength(1);
  expect(run.stdout + run.stderr).not.toMatch(STACK_FRAME);
  if (sample.findingCode !== null) expect(run.stdout).toContain(sample.findingCode);
}

/** The same under --json: the same code, in one envelope. */
export async function expectJsonFailure(sample: DamagedCase, start: Runner): Promise<void> {
  const run = await start([...argumentsOf(sample), '--json']);
  expect(run).toMatchObject({ exitCode: sample.exitCode, leftBehind: [] });
  expect(readEnvelope(run.stdout)).toMatchObject({
    ok: false,
    exitCode: sample.exitCode,
    command: 'verify',
    schema: 'restack/verify/v1',
  });
  expect(run.stdout + run.stderr).not.toMatch(STACK_FRAME);
  if (sample.findingCode !== null) expect(run.stdout).toContain(`"code": "${sample.findingCode}"`);
}

function argumentsOf(sample: DamagedCase): readonly string[] {
  const { certFiles, keyFile } = keyFilesOf(sample);
  const share = damagedShare(sample.case);
  return [
    'verify',
    '--no-input',
    '--share',
    share,
    '--level',
    sample.level,
    ...certFiles.flatMap((file) => ['--cert', file]),
    ...(certFiles.length > 0 ? ['--cert-password-file', PASSWORD_FILE] : []),
    ...(keyFile === undefined ? [] : ['--key-file', keyFile]),
  ];
}

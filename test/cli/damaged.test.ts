import { describe, expect, it } from 'vitest';
import {
  type DamagedSample,
  keyFilesOf,
  PASSWORD_FILE,
  readDamagedSamples,
  samplePath,
} from '../vectors/damaged-cases.js';
import { readEnvelope } from './read-envelope.js';
import { runRestack } from './run-restack.js';

function argumentsOf(sample: DamagedSample): readonly string[] {
  const { certFiles, keyFile } = keyFilesOf(sample);
  return [
    'verify',
    '--no-input',
    ...['--share', samplePath(`damaged/${sample.case}`)],
    ...['--level', sample.level],
    ...certFiles.flatMap((file) => ['--cert', file]),
    ...(certFiles.length > 0 ? ['--cert-password-file', PASSWORD_FILE] : []),
    ...(keyFile === undefined ? [] : ['--key-file', keyFile]),
  ];
}

const STACK_FRAME = /^ {4}at /m;
const ERROR_LINE = /^error [A-Z_]+:/gm;

describe.concurrent('verify of a damaged sample', () => {
  it.each(readDamagedSamples())('$case ends with its code and says why, once', async (sample) => {
    const run = await runRestack(argumentsOf(sample));
    expect(run).toMatchObject({ exitCode: sample.exitCode, leftBehind: [] });
    expect(run.stderr.match(ERROR_LINE)).toHaveLength(1);
    expect(run.stdout + run.stderr).not.toMatch(STACK_FRAME);
    if (sample.findingCode !== null) expect(run.stdout).toContain(sample.findingCode);
  });

  it.each(readDamagedSamples())('$case ends with the same code under --json', async (sample) => {
    const run = await runRestack([...argumentsOf(sample), '--json']);
    expect(run).toMatchObject({ exitCode: sample.exitCode, leftBehind: [] });
    expect(readEnvelope(run.stdout)).toMatchObject({
      ok: false,
      exitCode: sample.exitCode,
      command: 'verify',
      schema: 'restack/verify/v1',
    });
    if (sample.findingCode !== null) expect(run.stdout).toContain(`"code": "${sample.findingCode}"`);
  });
});

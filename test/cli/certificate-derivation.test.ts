import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVector } from '../vectors/certificates/vector-index.js';
import { readEnvelope, runRestack } from './run-restack.js';

const STEP = 'turning the password into a key';

let folder: string;
let slow: string;
/** Writes one of the vectors where restack can read it. */
async function writeVector(name: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, readVector(`TEST-ONLY-${name}`), { mode: 0o600 });
  return file;
}
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-derivation-'));
  slow = path.join(folder, 'slow.pfx');
  // Seconds of PKCS#12's own derivation, for the MAC alone.
  const protection = ['-certpbe', 'NONE', '-keypbe', 'NONE', '-iter', '1900000', '-passout', 'pass:right'];
  const both = await writeVector('certificate-and-key.pem');
  await promisify(execFile)('openssl', ['pkcs12', '-export', '-in', both, '-out', slow, ...protection]);
});
afterAll(() => rm(folder, { recursive: true }));

const inspect = (file: string, password: string, ...flags: readonly string[]) =>
  runRestack(['certificate', 'inspect', file, '--json', ...flags], {
    environment: { RESTACK_CERT_PASSWORD: password },
  });

describe('a certificate file that takes long to open', () => {
  it('shows how far it is, and opens', async () => {
    const events = path.join(folder, 'events');
    const run = await inspect(slow, 'right', '--events', events);
    expect(run, run.stdout).toMatchObject({ exitCode: 0, leftBehind: [] });
    const lines = (await readFile(events, 'utf8')).trimEnd().split('\n');
    const told: readonly unknown[] = lines.map((line): unknown => JSON.parse(line));
    const begun = { event: 'step-begin', title: STEP, total: 1_900_000 };
    expect(told).toContainEqual(expect.objectContaining(begun));
    const advanced = lines.filter((line) => /"step-advance".*"done":[1-9]/.test(line));
    expect(advanced).not.toHaveLength(0);
  });

  it('is left at the first signal', async () => {
    let isStopped = false;
    const environment = { RESTACK_CERT_PASSWORD: 'right' };
    const run = await runRestack(['certificate', 'inspect', slow, '--events', '-'], {
      environment,
      onOutput: (child, output) => {
        if (!isStopped && output.includes(STEP)) isStopped = child.kill('SIGINT');
      },
    });
    expect(run, run.stderr).toMatchObject({ exitCode: 130, signal: null, leftBehind: [] });
    const last: unknown = JSON.parse(run.stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ event: 'end', envelope: { ok: false, error: { code: 'INTERRUPTED' } } });
  });

  it('is refused with its number when it asks for more than anybody needs', async () => {
    const run = await inspect(await writeVector('too-many-iterations-in-all.pfx'), 'TEST-ONLY-password');
    expect(run, run.stdout).toMatchObject({ exitCode: 23, leftBehind: [] });
    expect(readEnvelope(run.stdout)).toMatchObject({
      error: { code: 'UNSUPPORTED', details: { iterations: 2_100_000, limit: 2_000_000 } },
    });
  });
});

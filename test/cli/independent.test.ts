import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './run-here.js';
import { readEnvelope } from './run-restack.js';

const GENERATOR = fileURLToPath(new URL('../independent/generate_set.py', import.meta.url));

/** The document that the generator prints about its share. */
interface IndependentShare {
  readonly share: string;
  readonly layout: string;
  readonly backupIds: readonly string[];
  readonly latest: string;
  readonly pfx: string | null;
  readonly passwordFile: string | null;
  readonly keyFile: string | null;
  readonly canary: string;
  readonly repositories: number;
  readonly opaque: readonly string[];
  readonly records: Readonly<Record<string, number>>;
}

const missing = [
  { tool: 'python3', argv: ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'] },
  { tool: 'openssl', argv: ['version'] },
].filter(({ tool, argv }) => spawnSync(tool, argv, { stdio: 'ignore' }).status !== 0);

const VARIANTS = [
  { name: 'progressive, OAEP with SHA-256', argv: [], sets: 3 },
  { name: 'progressive, OAEP with SHA-1', argv: ['--oaep', 'sha1'], sets: 3 },
  { name: 'empty parts of names left blank', argv: ['--empty-parts', 'blank'], sets: 3 },
  { name: 'legacy', argv: ['--layout', 'legacy'], sets: 1 },
] as const;

if (missing.length > 0) {
  describe('a share made by the independent generator', () => {
    it.skip(`skipped: ${missing.map(({ tool }) => tool).join(' and ')} not found`, () => {});
  });
} else {
  describe.each(VARIANTS)('a share made by the independent generator: $name', ({ argv, sets }) => {
    let folder = '';
    let made: IndependentShare;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'restack-independent-'));
      const { stdout } = await promisify(execFile)('python3', [GENERATOR, folder, ...argv], {
        maxBuffer: 16 * 1024 * 1024,
      });
      const report: unknown = JSON.parse(stdout);
      if (!isIndependentShare(report)) throw new Error('the generator printed something else');
      made = report;
    });

    afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    const keys = (): readonly string[] => [
      ...(made.pfx === null ? [] : ['--cert', made.pfx]),
      ...(made.passwordFile === null ? [] : ['--cert-password-file', made.passwordFile]),
      ...(made.keyFile === null ? [] : ['--key-file', made.keyFile]),
    ];

    it('lists and verifies to its last record', async () => {
      expect(made.backupIds).toHaveLength(sets);
      const run = await runHere(['verify', '--all', '--share', made.share, ...keys(), '--json']);
      expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
      const { result } = readEnvelope(run.stdout);
      const records = Object.values(made.records).reduce((sum, count) => sum + count, 0);
      expect(result).toMatchObject({
        level: 'content',
        backups: [{ backupId: made.latest, verdict: 'passed', checked: { records } }, ...rest(sets)],
      });
      expect(run.stdout + run.stderr).not.toContain(made.canary);
    });

    it('drills', async () => {
      const run = await runHere(['drill', made.latest, '--share', made.share, ...keys(), '--json']);
      expect(run.stdout + run.stderr).not.toContain(made.canary);
      expect(readEnvelope(run.stdout).result).toMatchObject({ state: 'completed' });
      expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    });
  });
}

/** The verdicts of the older sets. */
function rest(sets: number): readonly object[] {
  return Array.from({ length: sets - 1 }, () => ({ verdict: 'passed' }));
}

function isIndependentShare(value: unknown): value is IndependentShare {
  return typeof value === 'object' && value !== null && 'backupIds' in value && 'records' in value;
}

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/core/errors/error-codes.js';
import { parseStamps } from '../../src/use-cases/fleet/parse-stamps.js';
import manifest from '../../package.json' with { type: 'json' };
import { argsOf, jobOf, parseManifests, podOf, readManifests, valueAt } from '../fixtures/manifests.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HAS_KUBECTL = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
const { version: VERSION } = manifest;
const TYPES: Readonly<Record<string, string>> = {
  ConfigMap: 'kubernetes-models/v1/ConfigMap',
  CronJob: 'kubernetes-models/batch/v1/CronJob',
  PersistentVolumeClaim: 'kubernetes-models/v1/PersistentVolumeClaim',
};

let folder: string;
let manifests: readonly Readonly<Record<string, unknown>>[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-deploy-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  manifests = (await Promise.all(['plan.yaml', 'verify.yaml', 'merge.yaml'].map(readManifests))).flat();
});
afterAll(() => rm(folder, { recursive: true }));

/** Compiles manifests against the types of Kubernetes, which refuse a member that there is not. @returns the errors. */
async function compile(values: readonly Readonly<Record<string, unknown>>[]): Promise<string> {
  const lines = values.map((value, index) => {
    const kind = String(value['kind']);
    const type = `import type { I${kind} as T${index} } from '${TYPES[kind] ?? ''}';`;
    return `${type}\n(${JSON.stringify(value)}) satisfies T${index};\n`;
  });
  await writeFile(join(folder, 'manifests.ts'), lines.join(''));
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--ignoreConfig',
    '--types',
    '',
    '--module',
    'nodenext',
  ];
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, ...options, join(folder, 'manifests.ts')], (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

const jobs = () => manifests.filter(({ kind }) => kind === 'CronJob');

describe('deploy/kubernetes', () => {
  it('satisfies the types of Kubernetes, which refuse a member that there is not', async () => {
    const kinds = manifests.map(({ kind }) => kind);
    expect(kinds).toEqual(['PersistentVolumeClaim', 'CronJob', 'CronJob', 'CronJob']);
    const text = JSON.stringify(manifests[2]);
    const misspelt = text.replace('"backoffLimitPerIndex"', '"backofLimitPerIndex"');
    const wrong = text.replace('"Indexed"', '"indexed"');
    expect(await compile(manifests)).toBe('');
    const refused = await compile([JSON.parse(misspelt), JSON.parse(wrong)]);
    expect(refused).toContain('backofLimitPerIndex');
    expect(refused).toContain('"indexed"');
  });

  it.skipIf(!HAS_KUBECTL)('is put together by Kustomize (skipped without kubectl)', async () => {
    const argv = ['kustomize', join(ROOT, 'deploy', 'kubernetes')];
    const built = parseManifests(execFileSync('kubectl', argv, { encoding: 'utf8' }));
    const kinds = built.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set(['ConfigMap', 'CronJob', 'CronJob', 'CronJob', 'PersistentVolumeClaim']),
    );
    expect(await compile(built)).toBe('');
    const map = built.find(({ kind }) => kind === 'ConfigMap');
    expect(parseStamps(String(valueAt(map, 'data', 'stamps.yaml')), 'stamps.yaml')).toHaveLength(1);
    for (const manifest of built) {
      expect(valueAt(manifest, 'metadata', 'namespace')).toBe('restack');
      if (manifest['kind'] !== 'CronJob') continue;
      const image = valueAt(podOf(manifest), 'containers', 0, 'image');
      expect(image).toBe(`registry.contoso.example/restack:${VERSION}`);
      const named = JSON.stringify(valueAt(podOf(manifest), 'volumes')).match(/restack-stamps-\w+/)?.[0];
      if (argsOf(manifest)[1] !== 'merge') expect(named).toBe(valueAt(map, 'metadata', 'name'));
    }
  });

  it('repeats an index whose share did not answer, and none whose sets or settings are wrong', () => {
    const job = jobOf(jobs()[1]);
    expect(job).toMatchObject({ completionMode: 'Indexed', backoffLimitPerIndex: 3 });
    const rules = valueAt(job, 'podFailurePolicy', 'rules');
    const final = Object.values(ERROR_CODES).flatMap(({ exit }) =>
      exit === 2 || exit === 10 || (exit >= 20 && exit <= 26) ? [exit] : [],
    );
    expect(rules).toContainEqual({
      action: 'FailIndex',
      onExitCodes: { containerName: 'restack', operator: 'In', values: [...new Set(final)] },
    });
    expect(rules).toContainEqual({
      action: 'Count',
      onExitCodes: { containerName: 'restack', operator: 'In', values: [ERROR_CODES.SHARE_UNREACHABLE.exit] },
    });
    const args = argsOf(jobs()[1]);
    expect(args).toContain(`--shard=auto/${String(valueAt(job, 'completions'))}`);
  });

  it('runs as nobody in particular, on a root that it cannot write to', () => {
    expect(jobs()).toHaveLength(3);
    for (const manifest of jobs()) {
      const pod = podOf(manifest);
      expect(pod).toMatchObject({ restartPolicy: 'Never', securityContext: { runAsNonRoot: true } });
      expect(valueAt(pod, 'containers', 0, 'securityContext')).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(valueAt(pod, 'volumes')).toContainEqual({ name: 'tmp', emptyDir: {} });
      expect(valueAt(pod, 'containers', 0, 'volumeMounts')).toContainEqual({
        name: 'tmp',
        mountPath: '/tmp',
      });
    }
  });

  it('holds a stamps file that restack takes, and lists every manifest', async () => {
    const [stamp] = parseStamps(
      await readFile(join(ROOT, 'deploy/kubernetes/stamps.yaml'), 'utf8'),
      'stamps.yaml',
    );
    expect(stamp?.name).toBe('east');
    const [kustomization] = await readManifests('kustomization.yaml');
    expect(kustomization?.['resources']).toEqual(['plan.yaml', 'verify.yaml', 'merge.yaml']);
  });
});

import { expect } from 'vitest';
import { CANARY } from '../../samples/generator/stable-values.js';
import type { CaptureCloud } from './capture-cloud.js';
import { runKilled } from './killed-runs.js';
import { runRestack } from './run-restack.js';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject, readText } from '../../src/cloud/json-value.js';
import type { RunningController } from '../../src/controller/index.js';

/** The end of a capture that was to be killed. */
export interface KilledEnabling {
  readonly isKilled: boolean;
  /** Versions that were enabled when it was killed, and are not meant to be. */
  readonly enabled: number;
}

/**
 * Captures with `--enable-disabled`, is killed at a step, and captures again without it: whatever was enabled is noted
 * meanwhile, and afterwards everything is as it was.
 */
export async function captureKilledWhileEnabling(
  cloud: CaptureCloud,
  killAt: number,
): Promise<KilledEnabling> {
  const { controller, runDir, environment } = cloud;
  const before = listEnabled(controller);
  const steps = { folders: [runDir], methods: ['PATCH'], killAt };
  const killed = await runKilled(
    cloud.argv(await cloud.makeShare(), '--enable-disabled'),
    steps,
    environment,
  );
  const notes = (await readNotes(runDir)).join('');
  expect(notes).not.toContain(CANARY);
  const touched = listEnabled(controller).filter((line) => !before.includes(line));
  for (const line of touched) expect(notes, `step ${killAt}`).toContain(line.split(/[/ ]/)[2]);

  const next = await runRestack(cloud.argv(await cloud.makeShare(), '--json'), { environment });
  // The one that is disabled is not in the set, and that is all.
  expect(next, next.stdout).toMatchObject({ exitCode: 40, leftBehind: [] });
  expect(listEnabled(controller), `step ${killAt}`).toEqual(before);
  if (touched.length > 0) expect(next.stderr).toContain('disabled again');
  expect(await readNotes(runDir)).toEqual([]);
  return { isKilled: killed.steps === undefined, enabled: touched.length };
}

/** Which versions of secrets are enabled in a cloud, in an order of its own. */
export function listEnabled(controller: RunningController): readonly string[] {
  const secrets: readonly unknown[] = controller.control.dump().collections['secrets'] ?? [];
  return secrets
    .filter(isJsonObject)
    .flatMap((secret) => {
      const name = `${readText(secret, 'vault')}/${readText(secret, 'name')}`;
      const versions: readonly unknown[] = Array.isArray(secret['versions']) ? secret['versions'] : [];
      return versions
        .filter(isJsonObject)
        .map((version) => `${name}/${readText(version, 'version')} ${String(version['enabled'] === true)}`);
    })
    .toSorted();
}

/** All notes of enabled secrets below a run folder, as text. */
export async function readNotes(runDir: string): Promise<readonly string[]> {
  const names = await readdir(runDir, { recursive: true }).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.enabled'))
      .map((name) => readFile(path.join(runDir, name), 'utf8')),
  );
}

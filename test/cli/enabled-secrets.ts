import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject, readText } from '../../src/cloud/json-value.js';
import type { RunningController } from '../../src/controller/index.js';

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

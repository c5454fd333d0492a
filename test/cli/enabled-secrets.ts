import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../../src/controller/wire/request-fields.js';
import type { RunningController } from '../../src/controller/index.js';

/** Which versions of secrets are enabled in a cloud, in an order of its own. */
export function listEnabled(controller: RunningController): readonly string[] {
  const secrets: readonly unknown[] = controller.control.dump().collections['secrets'] ?? [];
  return secrets
    .filter(isJsonObject)
    .flatMap(({ vault, name, versions }) =>
      (Array.isArray(versions) ? versions : [])
        .filter(isJsonObject)
        .map(
          ({ version, enabled }) => `${String(vault)}/${String(name)}/${String(version)} ${String(enabled)}`,
        ),
    )
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

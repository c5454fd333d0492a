import { type JsonObject, readObject } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { CaptureSource, EnabledVersions, Reading, VersionAddress } from '../capture-source.js';
import { readListed } from './required-reads.js';
import { VAULT_HOST_VERSION } from '../../../cloud/api-versions.js';
import type { ResourceAddress } from '../../../cloud/cloud-port.js';

/** Attempts to disable a version again, each of them with the target's own retries. */
const ATTEMPTS = 3;

/**
 * Reads a disabled version of a secret, which is only possible while it is enabled. The version is noted before that,
 * and disabled again whatever happens meanwhile; its record says that it was disabled. Source: REST reference, section
 * 8.2.
 *
 * @returns undefined, and an omission, unless that is asked for and succeeds.
 */
export async function readDisabled(
  listed: JsonObject,
  version: VersionAddress,
  reading: Reading,
): Promise<JsonObject | undefined> {
  const about = { kind: 'secret', id: version.id } as const;
  const { enabledVersions, omissions } = reading;
  if (enabledVersions === undefined) {
    const message = 'is disabled, and its value cannot be read; --enable-disabled enables it for the moment';
    omissions.add({ ...about, reason: 'disabled', message });
    return undefined;
  }
  const bundle = await omissions.attempt(about, () =>
    reading.finish(readEnabled(version, enabledVersions, reading)),
  );
  if (bundle === undefined) return undefined;
  const attributes = { ...readObject(bundle, 'attributes'), ...readObject(listed, 'attributes') };
  return { ...bundle, attributes };
}

async function readEnabled(
  version: VersionAddress,
  enabledVersions: EnabledVersions,
  { source, omissions }: Reading,
): Promise<JsonObject> {
  await enabledVersions.add(version);
  let isTouched = true;
  try {
    try {
      await setEnabled(source, version, true);
    } catch (error) {
      isTouched = !isRefusal(error);
      throw error;
    }
    return await readListed(source, secretAddress(version), version.id);
  } finally {
    const failure = isTouched ? await disableAgain(source, version) : undefined;
    if (failure === undefined) await enabledVersions.remove(version);
    else {
      const message = `was enabled to be read and could not be disabled again: ${failure}`;
      omissions.add({ kind: 'secret', id: version.id, reason: 'leftEnabled', message });
    }
  }
}

/**
 * Disables a version that a capture enabled. One that is not there any more needs nothing.
 *
 * @returns undefined once it is disabled; otherwise the reason why it is not.
 */
export async function disableAgain(
  source: CaptureSource,
  version: VersionAddress,
): Promise<string | undefined> {
  let failure: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await setEnabled(source, version, false);
      return undefined;
    } catch (error) {
      if (isGone(error)) return undefined;
      failure = error instanceof RestackError ? error.message : 'the request failed';
    }
  }
  return failure;
}

function setEnabled(source: CaptureSource, version: VersionAddress, enabled: boolean): Promise<unknown> {
  return source.patch(secretAddress(version), { attributes: { enabled } });
}

/** True when the cloud refused, so that nothing was changed. Without an answer something may have been. */
function isRefusal(error: unknown): boolean {
  return error instanceof RestackError && (error.code === 'PERMISSION_MISSING' || error.code === 'PARTIAL');
}

function isGone(error: unknown): boolean {
  return error instanceof RestackError && error.details?.['status'] === 404;
}

/** The address of a secret's version on the host of its vault. */
export function secretAddress({ vault, path }: Pick<VersionAddress, 'vault' | 'path'>): ResourceAddress {
  return { host: { vault }, path, apiVersion: VAULT_HOST_VERSION };
}

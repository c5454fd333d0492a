import { RestackError } from '../../core/restack-error.js';
import { type JsonObject, readObject, readText } from '../json-object.js';
import type { SourceAddress } from '../ports.js';
import type { Reading } from '../reading.js';

/** Attempts to disable a version again, each of them with the target's own retries. */
const ATTEMPTS = 3;

/**
 * Reads a disabled version of a secret, which is only possible while it is enabled. It is disabled again whatever
 * happens meanwhile; the record says what it was before. Source: REST reference, section 8.2.
 *
 * @returns undefined, and an omission, unless that is asked for and succeeds.
 */
export async function readDisabled(
  version: JsonObject,
  address: SourceAddress,
  reading: Reading,
): Promise<JsonObject | undefined> {
  const about = { kind: 'secret', id: readText(version, 'id') } as const;
  if (!reading.enableDisabled) {
    const message = 'is disabled, and its value cannot be read; --enable-disabled enables it for the moment';
    reading.omissions.add({ ...about, reason: 'disabled', message });
    return undefined;
  }
  const bundle = await reading.omissions.attempt(about, () =>
    reading.finish(readEnabled(about, address, reading)),
  );
  if (bundle === undefined) return undefined;
  const attributes = { ...readObject(bundle, 'attributes'), ...readObject(version, 'attributes') };
  return { ...bundle, attributes };
}

async function readEnabled(
  about: { readonly kind: 'secret'; readonly id: string },
  address: SourceAddress,
  { source, omissions }: Reading,
): Promise<JsonObject | undefined> {
  const enable = (enabled: boolean) => source.patch(address, { attributes: { enabled } });
  let isTouched = true;
  try {
    try {
      await enable(true);
    } catch (error) {
      isTouched = !isRefusal(error);
      throw error;
    }
    return await source.read(address);
  } finally {
    const failure = isTouched ? await retry(() => enable(false)) : undefined;
    if (failure !== undefined) {
      const message = `was enabled to be read and could not be disabled again: ${failure}`;
      omissions.add({ ...about, reason: 'leftEnabled', message });
    }
  }
}

/** True when the cloud said no, so that nothing was changed. Without an answer it may have been. */
function isRefusal(error: unknown): boolean {
  return error instanceof RestackError && (error.code === 'PERMISSION_MISSING' || error.code === 'PARTIAL');
}

/** Undefined once it succeeded; otherwise the message of the last failure. */
async function retry(work: () => Promise<unknown>): Promise<string | undefined> {
  let failure: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await work();
      return undefined;
    } catch (error) {
      failure = error instanceof RestackError ? error.message : 'the request failed';
    }
  }
  return failure;
}

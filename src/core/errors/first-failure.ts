/**
 * Runs `work`, then `end`, however `work` ended: `end` closes a file, lets go of a lock, removes a folder.
 *
 * @throws the failure of `work`, which a failure of `end` never hides; after work that succeeded, the failure of `end`.
 */
export async function endAfter<R>(work: () => Promise<R>, end: () => unknown): Promise<R> {
  let result: R;
  try {
    result = await work();
  } catch (failure) {
    throw await undoFor(failure, end);
  }
  await end();
  return result;
}

/**
 * Undoes what was begun before a failure: `throw await undoFor(error, () => rm(temporary))`. A failure of `undo` is kept
 * behind the causes of the one that it is undone for.
 *
 * @returns that failure.
 */
export async function undoFor(failure: unknown, undo: () => unknown): Promise<unknown> {
  try {
    await undo();
  } catch (second) {
    keepBehind(failure, second);
  }
  return failure;
}

/**
 * Asks what a failure came to. A failure of `ask` is kept behind the causes of the one that it is asked about.
 *
 * @throws the failure that is asked about, when `ask` fails.
 */
export async function askAbout<R>(failure: unknown, ask: () => Promise<R>): Promise<R> {
  try {
    return await ask();
  } catch (second) {
    keepBehind(failure, second);
    throw failure;
  }
}

/** Closes what was only read from: nothing is lost when that fails. */
export async function closeQuietly(source: { close(): Promise<unknown> }): Promise<void> {
  await source.close().catch(() => undefined);
}

/** Where `--debug` shows it: at the end of the chain of causes, unless that would make a circle of it. */
function keepBehind(failure: unknown, second: unknown): void {
  const last = listCauses(failure).at(-1);
  if (last === undefined || last.cause !== undefined || !Object.isExtensible(last)) return;
  if (listCauses(second).includes(last)) return;
  const cause = new Error('what followed the failure failed, too', { cause: second });
  Object.defineProperty(last, 'cause', { value: cause, writable: true, configurable: true });
}

/** An error and its causes, as far as they are errors, each once. */
function listCauses(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let next = error; next instanceof Error && !causes.includes(next); next = next.cause)
    causes.push(next);
  return causes;
}

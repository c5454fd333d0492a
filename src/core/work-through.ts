/**
 * Works through items in their order, so many at a time. Items are taken one by one, as soon as there is room: a list
 * that is made while it is read never stands in memory.
 *
 * After a failure no further item is taken.
 * @throws the first failure, at once.
 */
export async function workThrough<T>(
  items: Iterable<T>,
  atATime: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const take = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      if (failures.length > 0) return;
      await work(next.value);
    }
  };
  const workers = Array.from({ length: atATime }, () =>
    take().catch((error: unknown) => {
      failures.push(error);
      throw error;
    }),
  );
  await Promise.all(workers);
}

/**
 * Settles as `work` does, or rejects with the signal's reason as soon as that is aborted; the work itself goes on then,
 * and what becomes of it is dropped.
 */
export async function endWithSignal<R>(signal: AbortSignal, work: Promise<R>): Promise<R> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

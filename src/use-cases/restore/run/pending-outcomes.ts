/**
 * Outcomes on their way into the journal. Calls go on meanwhile: only intents must be safe first, and a call whose outcome
 * was lost is settled by reading when the run is taken up again.
 */
export class PendingOutcomes {
  readonly #pending = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  add(settling: Promise<void>): void {
    const watched = settling
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#pending.delete(watched));
    this.#pending.add(watched);
  }

  /** Throws the journal's error of the first outcome that it did not take. */
  throwIfLost(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Waits until all are in the journal. @throws as `throwIfLost`. */
  async drain(): Promise<void> {
    await Promise.all(this.#pending);
    this.throwIfLost();
  }
}

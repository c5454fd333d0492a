import { configureGlobal } from 'fast-check';
import { TestRunner } from 'vitest';

declare global {
  /** What Stryker and the mutated code share. */
  var __stryker__: { activeMutant?: string | undefined } | undefined;
}

// That a law is broken is enough; nobody looks for the smallest input that breaks it.
configureGlobal({ endOnFailure: true });

/** Reads no further file once a test failed; without it each is loaded, only to have its tests skipped. */
export default class BailingRunner extends TestRunner {
  private bailed = false;

  override cancel(...reason: Parameters<TestRunner['cancel']>): void {
    this.bailed = true;
    super.cancel(...reason);
  }

  override importFile(...file: Parameters<TestRunner['importFile']>): unknown {
    // The mutant of the run before would still be active while the file is read.
    if (globalThis.__stryker__ !== undefined) globalThis.__stryker__.activeMutant = undefined;
    return this.bailed ? undefined : super.importFile(...file);
  }
}

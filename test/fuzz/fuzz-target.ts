import type { ErrorCode } from '../../src/core/errors/error-codes.js';
import { RestackError } from '../../src/core/errors/restack-error.js';

/** One reader of untrusted bytes, and the laws that hold for every input. */
export interface FuzzTarget {
  readonly name: string;
  /** Real inputs: the search begins with them. */
  readSeeds(): Promise<readonly Uint8Array[]>;
  /** Byte strings that the format is made of, latin1; a line may hold several with ` ¦ ` between them. */
  readonly dictionary: readonly string[];
  /**
   * Reads one input. Any bytes are accepted, or refused with one of the target's codes.
   *
   * @throws what breaks a law: another error, or an accepted input that does not come back as it was.
   */
  examine(input: Uint8Array): Promise<void>;
}

/** A target as it is described: reading, and what must hold for what was read. */
export interface TargetDescription<T> extends Omit<FuzzTarget, 'examine'> {
  /** The only codes that a refusal may have. */
  readonly refusals: readonly ErrorCode[];
  read(input: Uint8Array): T | Promise<T>;
  /** @throws when what was accepted breaks a law. */
  confirm(accepted: T, input: Uint8Array): void | Promise<void>;
  /**
   * Makes checksums, digests and tags right again, so that a search gets behind them.
   *
   * @returns undefined when there is nothing to make right.
   */
  repair?(input: Uint8Array): Uint8Array | undefined;
}

/** Makes a target of its description: each input is examined as it is, and repaired. */
export function defineTarget<T>(description: TargetDescription<T>): FuzzTarget {
  const { name, dictionary } = description;
  return {
    name,
    dictionary,
    readSeeds: async () => description.readSeeds(),
    async examine(input) {
      await examineOne(description, input);
      const repaired = description.repair?.(input);
      if (repaired !== undefined) await examineOne(description, repaired);
    },
  };
}

async function examineOne<T>(target: TargetDescription<T>, input: Uint8Array): Promise<void> {
  let accepted: T;
  try {
    accepted = await target.read(input);
  } catch (error) {
    assertRefusal(error, target.refusals);
    return;
  }
  await target.confirm(accepted, input);
}

/** @throws the error itself unless it is a refusal with one of the codes, and has something to say. */
function assertRefusal(error: unknown, codes: readonly ErrorCode[]): void {
  if (!(error instanceof RestackError)) throw error;
  if (!codes.includes(error.code)) throw new Error(`refused as ${error.code}`, { cause: error });
  if (error.message.trim() === '') throw new Error('refused without a word', { cause: error });
}

/** @throws when a law is broken. */
export function assertLaw(holds: boolean, law: string): asserts holds {
  if (!holds) throw new Error(`broken law: ${law}`);
}

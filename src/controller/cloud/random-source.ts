import { randomBytes, randomUUID } from 'node:crypto';

/** The source of ids, so that tests can repeat them. */
export interface RandomSource {
  guid(): string;
  /** @param byteCount length of the bytes, half the length of the text. */
  hex(byteCount: number): string;
}

/** Ids that nobody can guess. */
export const secureRandom: RandomSource = {
  guid: () => randomUUID(),
  hex: (byteCount) => randomBytes(byteCount).toString('hex'),
};

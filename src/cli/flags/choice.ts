import { createUsageError } from '../outcome/usage-errors.js';

/**
 * Parses the value of a flag that takes one of a few words.
 *
 * @returns undefined when the flag was not given.
 * @throws USAGE when it is another one; names those that there are, and not the one given.
 */
export function parseChoiceFlag<Choice extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw createUsageError(`${flag} expects one of ${choices.join(', ')}`, []);
  return choice;
}

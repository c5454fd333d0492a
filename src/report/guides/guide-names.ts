/** Help that belongs to no command: `restack help exit-codes`. */
export const GUIDE_NAMES = [
  'environment',
  'configuration',
  'exit-codes',
  'levels',
  'files',
  'sign-in',
] as const;

/** The name of a guide. */
export type GuideName = (typeof GUIDE_NAMES)[number];

/** The explanation of one code, without its meaning, which the registry of the code has. */
export interface Explanation {
  /** The usual causes, the commonest first. At least one. */
  readonly causes: readonly string[];
  /** The steps that help, in the order to try them. At least one; commands stand at the end, after a colon. */
  readonly actions: readonly string[];
  /** A line as restack prints it. */
  readonly example: string;
}

/** Makes an explanation of its parts. */
export function explain(causes: readonly string[], actions: readonly string[], example: string): Explanation {
  return { causes, actions, example };
}

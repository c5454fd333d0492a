/** Collects everything that needs one of some things, directly or through others, and the things themselves. */
export type CollectDependants<T> = (things: Iterable<T>) => ReadonlySet<T>;

/**
 * Indexes the dependants of each thing once, for all questions that follow.
 *
 * @param referencesOf ids of the things that a thing needs; ids of nothing among `all` are passed over
 */
export function indexDependants<T extends { readonly id: string }>(
  all: readonly T[],
  referencesOf: (thing: T) => readonly string[],
): CollectDependants<T> {
  const direct = new Map<string, T[]>();
  for (const thing of all) {
    for (const reference of referencesOf(thing)) {
      const known = direct.get(reference);
      if (known === undefined) direct.set(reference, [thing]);
      else known.push(thing);
    }
  }
  return (things) => {
    const reached = new Set(things);
    for (const thing of reached) for (const next of direct.get(thing.id) ?? []) reached.add(next);
    return reached;
  };
}

/** All that needs one of some things, directly or through others, and these themselves. */
export type CollectDependants<T> = (things: Iterable<T>) => ReadonlySet<T>;

/**
 * Indexes who needs whom once, for all questions that follow.
 *
 * @param referencesOf ids of what a thing needs; those of nothing among `all` mean nothing here
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

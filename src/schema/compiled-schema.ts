/** One broken keyword, as a compiled validator reports it. */
export interface BrokenKeyword {
  /** JSON pointer (RFC 6901) of the value that breaks it. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when the keyword concerns a property's name instead of a value. */
  readonly propertyName?: string;
}

/** The exports of a module under `generated/`. */
export interface CompiledSchema<T> {
  /** Tells whether a value satisfies the schema. After a `false`, its own `errors` are all the broken keywords. */
  readonly validate: {
    (value: unknown): value is T;
    readonly errors?: readonly BrokenKeyword[] | null;
  };
  /** Plain words for each pattern that the schema uses. */
  readonly expectations: Readonly<Record<string, string>>;
}

/**
 * One row of the table: what one folder, or one file, may import, and why. A row binds all that lies in its folder; a
 * row further in can only narrow it. Whatever no row permits is forbidden, types and dynamic imports included.
 */
export interface OrderRow {
  /** Path below `src`; `controller/*.ts` are the files that lie in that folder itself. */
  readonly of: string;
  readonly reason: string;
  /** The neighbours that may be imported: paths below the folder that the row's folder lies in. */
  readonly imports?: readonly string[];
  /** The neighbours of which types alone may be imported. */
  readonly types?: readonly string[];
  /** Paths below `src`, outside of the folder that it lies in. Absent: all that this folder may import. */
  readonly outside?: readonly string[];
  /** The same, for types only. */
  readonly outsideTypes?: readonly string[];
  /** Packages and modules of Node. Absent: those of the row around it, and none at the top. */
  readonly packages?: readonly string[];
  /** The same, for types only. */
  readonly packageTypes?: readonly string[];
  /**
   * The members of the process that may be touched, such as `process.env`. Absent: as of the row around it, and nothing
   * at the top.
   */
  readonly process?: readonly string[];
  /** The reason to hold more than twelve entries. */
  readonly crowded?: string;
  /** Modules that no literal names, or that no file of `src` is: the text as written, and the reason. */
  readonly unresolved?: Readonly<Record<string, string>>;
}

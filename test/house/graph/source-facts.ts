/** The way an import is written; `module-url` is `new URL('./worker.js', import.meta.url)`. */
export type ImportForm = 'import' | 'export-from' | 'dynamic' | 'type-import' | 'require' | 'module-url';

export interface SourceImport {
  readonly specifier: string;
  readonly form: ImportForm;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** An import whose module no literal names, as it is written. */
export interface UnreadableImport {
  readonly text: string;
  readonly line: number;
}

/** A touched member of `process`: `process.env`, or `process.*` when its name is computed or all are taken. */
export interface ProcessMember {
  readonly name: string;
  readonly line: number;
}

/** Facts of one source file that the laws of the house are about. */
export interface SourceFacts {
  readonly imports: readonly SourceImport[];
  readonly unreadable: readonly UnreadableImport[];
  /** Names of types, interfaces and classes that the file defines and exports. */
  readonly exportedTypes: readonly string[];
  readonly processMembers: readonly ProcessMember[];
}

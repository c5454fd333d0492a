import { ERROR_CODES, type ErrorCode } from './error-codes.js';

/** The beginning of a hint that adds a flag to what was typed; the command line puts the typed command in its place. */
export const SAME_COMMAND = 'the same command with ';

/** The parts of an error besides its code and message. */
export interface RestackErrorOptions {
  /** The lower-level error. Shown with `--debug` only. */
  readonly cause?: unknown;
  /** The next steps: full commands that can be typed as they stand. */
  readonly hints?: readonly string[];
  /** Facts for scripts: ids, thumbprints, counts. Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Overrides the registry's exit code. Only `INTERRUPTED` needs it (143 for SIGTERM). */
  readonly exitCode?: number;
}

/**
 * The one error class of restack.
 *
 * The message says what failed, where, what was found and what was expected; the code decides the exit code.
 */
export class RestackError extends Error {
  override readonly name = 'RestackError';
  readonly code: ErrorCode;
  readonly exitCode: number;
  readonly hints: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: RestackErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode ?? ERROR_CODES[code].exit;
    this.hints = options.hints ?? [];
    this.details = options.details ?? {};
  }
}

import { processRedactor } from '../../core/redaction/redactor.js';
import type { RestackError } from '../../core/errors/restack-error.js';

/** The one document of `--json`. Every member is always present. Source: schemas/cli/envelope.json. */
export interface Envelope {
  readonly ok: boolean;
  readonly exitCode: number;
  readonly command: string;
  readonly schema: string;
  readonly result: unknown;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hints: readonly string[];
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
  readonly warnings: readonly string[];
}

/**
 * Makes the envelope of one command.
 *
 * @param command - as it is typed, such as `keys check`
 */
export function createEnvelope(
  command: string,
  end: {
    readonly result?: unknown;
    readonly error?: RestackError | undefined;
    readonly warnings: readonly string[];
  },
): Envelope {
  const { error } = end;
  return {
    ok: error === undefined,
    exitCode: error?.exitCode ?? 0,
    command,
    schema: `restack/${command.replaceAll(' ', '-')}/v1`,
    result: end.result ?? null,
    error:
      error === undefined
        ? null
        : { code: error.code, message: error.message, hints: error.hints, details: error.details },
    warnings: end.warnings,
  };
}

const UNSAFE_ON_TERMINALS = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index += 1) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

/**
 * Renders JSON whose strings hold no secret of this process, and cannot steer a terminal: characters that JSON itself does
 * not escape are written as `\uXXXX`.
 */
export function renderJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, processRedactor.jsonReplacer, indent).replace(
    UNSAFE_ON_TERMINALS,
    escapeUnits,
  );
}

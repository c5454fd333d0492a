/** The outputs of a start that failed before anything was loaded which could say it. */
export interface EarlyFailure {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Renders the error of a process that may open no further file, with the envelope where the command line asks for it.
 *
 * @param systemCode - `EMFILE` or `ENFILE`
 */
export function renderEarlyFailure(systemCode: string, argv: readonly string[]): EarlyFailure {
  const message = `no more files can be opened (${systemCode})`;
  const hints = ['ulimit -n 1024'];
  const flags = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const envelope = {
    ok: false,
    exitCode: EXIT_CODE,
    command: 'restack',
    schema: 'restack/restack/v1',
    result: null,
    error: { code: 'PERMISSION_MISSING', message, hints, details: { systemCode } },
    warnings: [],
  };
  return {
    stdout: flags.includes('--json') ? `${JSON.stringify(envelope, null, 2)}\n` : '',
    stderr: `error PERMISSION_MISSING: ${message}\n${hints.map((hint) => `  - ${hint}\n`).join('')}${EXPLAINED}`,
  };
}

const EXPLAINED = '  - what it means: restack explain PERMISSION_MISSING\n';

/** The exit code of PERMISSION_MISSING, whose registry cannot be loaded any more. */
export const EXIT_CODE = 14;

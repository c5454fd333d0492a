import { Config } from '@oclif/core/config';
import { settings } from '@oclif/core/settings';

import { selectSetting } from '../app/settings.js';
import type { RestackError } from '../core/errors/restack-error.js';
import { processRedactor } from '../core/redaction/redactor.js';
import { GUIDE_NAMES } from '../report/guides/guide-names.js';
import { foldText } from '../report/layout/text-layout.js';
import { renderError } from '../report/render-error.js';
import { BaseCommand } from './base-command.js';
import { tolerateBrokenPipe, writeAll } from './terminal/broken-pipe.js';
import { classifyError } from './outcome/classify-error.js';
import type { CommandReport } from './outcome/command-report.js';
import { tellEvidence } from './outcome/tell-evidence.js';
import { tellMetrics } from './outcome/tell-metrics.js';
import { selectReportPaths } from './flags/report-flags.js';
import { selectMetricsFile, selectRunDir } from './flags/run-flags.js';
import { createEnvelope, renderJson } from './outcome/envelope.js';
import { nameSettingFiles } from './outcome/setting-files.js';
import {
  completeHint,
  completeHints,
  completeNextLines,
  completeThrown,
  type TypedCommand,
} from './line/complete-command.js';
import type { Host } from './host.js';
import { type Invocation, parseInvocation } from './line/invocation.js';
import { createOutputError, Session } from './session.js';
import { type CommandTarget, selectTarget } from './line/target-command.js';

/** The end of a command line: a report, an error, or both. */
interface Ending {
  /** As it is typed; `restack` where the command line names none. */
  readonly command: string;
  readonly report?: CommandReport | undefined;
  readonly error?: RestackError | undefined;
  /** Undefined when not even the commands could be read. */
  readonly typed?: TypedCommand | undefined;
}

/** The password of `scheme://user:password@host`, also with backslashes, and of `//user:password@host`. */
const PASSWORD_IN_URL = /(?:\b[a-z][a-z0-9+.-]+:[\\/]+|(?:^|=)[\\/]{2,})[^\\/:@]*:([^\\/]+)@/i;

/** Variables whose values are repeated: settings, and the ways to a cloud. */
const REPEATED_VARIABLE = /^(?:RESTACK|AZURE)_|_PROXY$/i;

/**
 * Lets no output repeat a password that stands in a URL. It is refused wherever it is looked at, and neither its command
 * nor its setting is to be shown with it.
 */
function keepPasswordsOfUrls(argv: readonly string[], variables: Host['variables']): void {
  const settings = Object.entries(variables).flatMap(([name, value]) =>
    REPEATED_VARIABLE.test(name) && value !== undefined ? [value] : [],
  );
  for (const text of [...argv, ...settings]) processRedactor.keep(PASSWORD_IN_URL.exec(text)?.[1]);
}

/**
 * Runs one command line to its end, and writes its output. Never throws, and never ends the process.
 *
 * @param root - folder of the package: where package.json and the manifest lie
 * @returns the exit code.
 */
export async function runCommandLine(argv: readonly string[], host: Host, root: string): Promise<number> {
  tolerateBrokenPipe(host.stdout);
  tolerateBrokenPipe(host.stderr);
  const startedMs = host.monotonicMs();
  const invocation = parseInvocation(argv);
  // A session begins with no secret at all.
  const session = new Session(host, invocation.noColor);
  keepPasswordsOfUrls(argv, host.variables);
  const ending = await reachEnding({ host, session, invocation }, root);
  await session.close();
  const told = await tellEnding(ending, session, host);
  const measured = await measureEnding(told, { session, host, startedMs });
  return writeEnding(measured, { host, session, invocation });
}

interface Reached {
  readonly host: Host;
  readonly session: Session;
  readonly invocation: Invocation;
}

/** The settings that name a key where no flag does. */
const KEY_SETTINGS = ['cert', 'key-file'] as const;

async function reachEnding({ host, session, invocation }: Reached, root: string): Promise<Ending> {
  let command = 'restack';
  let typed: TypedCommand | undefined;
  const complete = (error: unknown, how: typeof completeHints) => {
    const classified = classifyError(error, session.interruption.signal);
    if (typed === undefined) return classified;
    return nameSettingFiles(how(classified, typed), typed.flagsOf(idOf(command)) ?? [], session.given);
  };
  try {
    settings.enableAutoTranspile = false;
    const config = await Config.load({ root, devPlugins: false, userPlugins: false });
    typed = {
      get given() {
        return session.given;
      },
      argv: invocation.argv,
      flagsOf: (id) => {
        const flags = config.findCommand(id)?.flags;
        return flags === undefined ? undefined : Object.keys(flags);
      },
      get hasOwnKey() {
        return KEY_SETTINGS.some((name) => selectSetting(name, host.variables) !== undefined);
      },
    };
    const target = selectTarget(invocation, await listNames(config));
    if (target.kind === 'command') command = target.id.replaceAll(':', ' ');
    // Its result has a schema of this name.
    if (target.kind === 'version') command = 'version';
    session.farewell = createFarewell(command, typed);
    const report = await perform(target, config, session);
    return { command, typed, report, error: report.error && complete(report.error, completeHints) };
  } catch (error) {
    return { command, typed, error: complete(error, completeThrown) };
  }
}

/** Commands that leave a run behind when they are killed. */
const RUNNING: readonly string[] = ['restore', 'runs resume'];

/** The last words of a command that is killed: the one that takes its run up again. */
function createFarewell(command: string, typed: TypedCommand): (() => string | undefined) | undefined {
  if (!RUNNING.includes(command)) return undefined;
  return () => `stopped at once; where a run had begun, next: ${completeHint('restack runs resume', typed)}`;
}

/** The id of a command, as oclif has it. */
function idOf(command: string): string {
  return command.replaceAll(' ', ':');
}

async function listNames(config: Config) {
  return {
    commands: config.commandIDs,
    topics: config.topics.map(({ name }) => name),
    guides: GUIDE_NAMES,
  };
}

async function perform(target: CommandTarget, config: Config, session: Session): Promise<CommandReport> {
  if (target.kind === 'version') {
    const { describeVersion } = await import('./line/version.js');
    const result = await describeVersion(config);
    return { result, render: () => `${config.userAgent}\n` };
  }
  if (target.kind === 'help') return createHelpReport(target.subject, config, session);
  const found = await config.findCommand(target.id, { must: true }).load();
  const command: unknown = Reflect.construct(found, [[...target.argv], config]);
  if (!(command instanceof BaseCommand)) throw new TypeError(`${target.id} is no command of restack`);
  return command.attach(session).run();
}

async function createHelpReport(
  subject: string | undefined,
  config: Config,
  session: Session,
): Promise<CommandReport> {
  const width = Math.min(session.describeOutputView().columns, 100);
  const text = await renderHelp(subject, { config, width });
  return { result: { help: text }, render: () => text };
}

async function renderHelp(
  subject: string | undefined,
  { config, width }: { readonly config: Config; readonly width: number },
): Promise<string> {
  const guide = GUIDE_NAMES.find((name) => name === subject);
  if (guide !== undefined)
    return (await import('../report/guides/render-guide.js')).renderGuide(guide, width);
  return new (await import('./line/help.js')).RestackHelp(config, width).renderHelp(subject);
}

/** Writes the reports. @returns the same ending, with an error where only a report failed. */
async function tellEnding(ending: Ending, session: Session, host: Host): Promise<Ending> {
  const { command, error, typed, report } = ending;
  const takesReports = typed?.flagsOf(idOf(command))?.includes('report') === true;
  const { signal } = session.interruption;
  const place = {
    paths: selectReportPaths(session.given),
    variables: host.variables,
    now: host.now,
    warnings: session.warnings,
    signal,
    warn: (message: string) => session.warn(message),
    // Lines of JSON there take no annotations between them.
    writeError: (text: string) => session.writeError(text, true),
  };
  const { evidence, keepReport } = report ?? {};
  const end = { command, error, evidence, keepReport, runDir: selectRunDir(session.given), takesReports };
  try {
    return { ...ending, error: await tellEvidence(end, place) };
  } catch (failure) {
    const classified = classifyError(failure, signal);
    // A fault of the report hides no fault of the work, and is not hidden by one.
    if (error !== undefined) place.warn(`the reports could not be written: ${classified.message}`);
    return { ...ending, error: error ?? classified };
  }
}

/** Writes the metrics. @returns the same ending, with an error where only they failed. */
async function measureEnding(
  ending: Ending,
  {
    session,
    host,
    startedMs,
  }: { readonly session: Session; readonly host: Host; readonly startedMs: number },
): Promise<Ending> {
  const { command, error, report } = ending;
  const place = {
    file: selectMetricsFile(session.given),
    endedAt: host.now(),
    durationMs: host.monotonicMs() - startedMs,
    signal: session.interruption.signal,
    warn: (message: string) => session.warn(message),
  };
  return { ...ending, error: await tellMetrics({ command, error, metrics: report?.metrics }, place) };
}

/** Writes result and error. @returns the exit code. */
async function writeEnding(ending: Ending, { host, session, invocation }: Reached): Promise<number> {
  const { text, error } = renderResult(ending, session, invocation);
  const result = completeResult(ending);
  const envelope = createEnvelope(ending.command, { result, error, warnings: session.warnings });
  const output = invocation.json && !session.announced ? `${renderJson(envelope, 2)}\n` : text;
  const failure = output === '' ? undefined : await writeAll(host.stdout, output);
  const told = await session.writeEnd(envelope);
  const last = addOutputFailure(error, failure ?? told, session);
  if (last !== undefined) {
    const text = renderError(last, session.describeErrorView(), invocation.debug);
    await session.writeError(text, last === error);
  }
  return last?.exitCode ?? 0;
}

function completeResult({ report, typed }: Ending): unknown {
  if (typed === undefined || report?.completeResult === undefined) return report?.result;
  return report.completeResult((command) => completeHint(command, typed));
}

/** Renders the text for people. A fault in that, as by a damaged file of a run, ends like every other. */
function renderResult(
  { report, error, typed }: Ending,
  session: Session,
  { json }: Invocation,
): { readonly text: string; readonly error: RestackError | undefined } {
  if (json || report === undefined || session.announced || session.eventsOnStdout) return { text: '', error };
  try {
    const view = session.describeOutputView();
    const text = processRedactor.redact(report.render(view));
    const completed = typed === undefined ? text : completeNextLines(text, typed);
    return { text: report.isVerbatim === true ? completed : foldText(completed, view), error };
  } catch (failure) {
    return { text: '', error: error ?? classifyError(failure, session.interruption.signal) };
  }
}

/** An output that failed decides the exit, unless the command itself ended worse. */
function addOutputFailure(
  error: RestackError | undefined,
  reason: string | undefined,
  session: Session,
): RestackError | undefined {
  if (reason === undefined) return error;
  const failure = createOutputError(reason);
  if (error === undefined) return failure;
  session.warn(failure.message);
  return error;
}

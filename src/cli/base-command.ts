import { Command } from '@oclif/core/command';
import type * as Interfaces from '@oclif/core/interfaces';

import type { AppContext } from '../app/app.js';
import type { CommandReport } from './outcome/command-report.js';
import { type GlobalFlags, globalFlags, selectProgressChoice } from './flags/global-flags.js';
import { selectReportPaths } from './flags/report-flags.js';
import { selectMetricsFile } from './flags/run-flags.js';
import type { Session } from './session.js';
import { type CommandShape, isParserError, translateParserError } from './outcome/usage-errors.js';

type Values = Record<string, unknown>;

/**
 * The base of every command. A command parses, calls one use case and hands back a report; exit codes, output, errors
 * and signals are the session's. oclif's own `--json` and error handling are not used.
 */
export abstract class BaseCommand extends Command {
  static override baseFlags = globalFlags;

  #session: Session | undefined;

  abstract override run(): Promise<CommandReport>;

  /** Lends the command the session that it runs in. Called once, before `run`. */
  attach(session: Session): this {
    this.#session = session;
    return this;
  }

  /**
   * Parses the command line and opens the session.
   *
   * @throws USAGE without the values of arguments, which oclif's own errors repeat; USAGE when a report or metrics have no place;
   * CONFIG when a configuration file is refused.
   */
  protected async begin<F extends Values, A extends Values>(
    input: Interfaces.Input<F, GlobalFlags, A>,
  ): Promise<{ readonly flags: F; readonly args: A; readonly context: AppContext }> {
    if (this.#session === undefined) throw new TypeError('a command runs only in a session');
    const { flags, args } = await this.parseStrictly(input);
    const reports = selectReportPaths(flags);
    if (reports.length > 0) {
      const { assertOwnFiles, selectReportFiles } = await import('../app/reports/report-files.js');
      assertOwnFiles(reports, flags);
      await selectReportFiles(reports, '--report');
    }
    const metrics = selectMetricsFile(flags);
    if (metrics !== undefined) await (await import('../app/metrics-file.js')).assertMetricsPlace(metrics);
    const context = await this.#session.open(flags, {
      command: this.typedName,
      version: this.config.version,
      progress: selectProgressChoice(flags),
    });
    await this.configure(input.flags ?? {});
    return { flags, args, context };
  }

  /** Gives the result while the command goes on: one line of JSON, in the envelope with `--json`; or a text for people. */
  protected async announce(result: unknown, text?: string): Promise<void> {
    await this.#session?.announce(this.typedName, result, text);
  }

  /** True when a person reads stdout. */
  protected get isRead(): boolean {
    return this.#session?.isRead === true;
  }

  /** The command as it is typed. */
  private get typedName(): string {
    return (this.id ?? '').replaceAll(':', ' ');
  }

  /** Applies the configuration files, where the command takes a flag that they can stand in for. */
  private async configure(flags: Readonly<Record<string, unknown>>): Promise<void> {
    const { isSettingFlag } = await import('../app/settings.js');
    if (this.#session === undefined || !Object.keys(flags).some(isSettingFlag)) return;
    const { applyConfiguration } = await import('../app/configuration/read-configuration.js');
    await applyConfiguration();
  }

  private async parseStrictly<F extends Values, A extends Values>(
    input: Interfaces.Input<F, GlobalFlags, A>,
  ): Promise<{ flags: F & GlobalFlags; args: A }> {
    try {
      return await this.parse(input);
    } catch (error) {
      if (!isParserError(error)) throw error;
      throw translateParserError(error, this.describeShape(input.flags ?? {}, Object.keys(input.args ?? {})));
    }
  }

  private describeShape(
    flags: Readonly<Record<string, { readonly required?: boolean | undefined }>>,
    argumentNames: readonly string[],
  ): CommandShape {
    return {
      name: this.typedName,
      flagNames: [...Object.keys(flags), ...Object.keys(globalFlags)],
      argumentNames: argumentNames.map((name) => name.toUpperCase()),
      requiredFlags: Object.keys(flags).filter((name) => flags[name]?.required === true),
    };
  }
}

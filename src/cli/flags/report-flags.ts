import * as Flags from '@oclif/core/flags';

/** The flag that asks for reports. */
export const reportFlags = {
  report: Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'Write a report: .html, .md, .json, .xml (JUnit), .sarif, .csv (to-do list); repeatable.',
  }),
};

/** The files of {@link reportFlags} from whatever the parser made of a command line. */
export function selectReportPaths(flags: Readonly<Record<string, unknown>>): readonly string[] {
  const given: unknown = flags['report'];
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  return all.filter((path) => typeof path === 'string');
}

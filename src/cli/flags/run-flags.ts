import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

/** The flag that names the folder of the runs. */
export const runPlaceFlags = {
  'run-dir': Flags.string({
    helpValue: 'DIR',
    summary: 'Folder of the runs. Also: RESTACK_RUN_DIR. Default: the data folder of the platform.',
  }),
};

/** The folder of {@link runPlaceFlags} from whatever the parser made of a command line. */
export function selectRunDir(flags: Readonly<Record<string, unknown>>): string | undefined {
  const { 'run-dir': runDir } = flags;
  return typeof runDir === 'string' ? runDir : undefined;
}

/** The flag that ends a run at its first failure. */
export const failFastFlag = {
  'fail-fast': Flags.boolean({
    summary: 'Stop at the first object that fails (exit 40). Default: go on with all that does not need it.',
  }),
};

/** The flag that bounds the patience with a cloud that takes its time. */
export const settleFlag = {
  settle: Flags.string({
    helpValue: 'DURATION',
    summary: 'How long an object that was accepted may take to show, such as 90s. Default: 10m.',
  }),
};

/** The flag that tells when the incident was. */
export const incidentFlag = {
  'incident-at': Flags.string({
    helpValue: 'TIME',
    summary: 'When the incident was (ISO 8601): the age of the set is counted to it. Default: the start.',
  }),
};

/** The flag that names a file for a monitoring system. */
export const metricsFlag = {
  metrics: Flags.string({
    helpValue: 'FILE',
    summary: 'Write numbers to FILE.prom, for the textfile collector of node-exporter.',
  }),
};

/** The file of {@link metricsFlag} from whatever the parser made of a command line. */
export function selectMetricsFile(flags: Readonly<Record<string, unknown>>): string | undefined {
  const { metrics } = flags;
  return typeof metrics === 'string' ? metrics : undefined;
}

const RUN = 'Run id, a prefix of one (at least 4 characters), or latest.';

/** The argument that names one run. */
export const runArgument = { run: Args.string({ ignoreStdin: true, required: true, description: RUN }) };

/** The argument that may name one run. */
export const optionalRunArgument = { run: Args.string({ ignoreStdin: true, description: RUN }) };

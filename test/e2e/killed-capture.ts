/**
 * A capture in a process of its own, which kills itself at one step: before and after every call that changes the share.
 * Argument: a {@link CaptureAssignment} as JSON.
 */
import { captureFrom } from '../../src/app/capture-set.js';
import { machineShareFiles, type ShareFiles } from '../../src/app/share-files.js';
import { connectTarget, type ConnectOptions } from '../../src/target/connect-target.js';
import { captureOptions, context, PORTS } from './captured-cloud.js';
import { systemClock } from '../../src/core/system-clock.js';

/** What a process is told. */
export interface CaptureAssignment {
  readonly connect: Pick<ConnectOptions, 'adminEndpoint' | 'userEndpoint' | 'credential' | 'caCertificate'>;
  readonly share: string;
  /** From 1; null for never. */
  readonly killAt: number | null;
}

const assignment = readAssignment();
let steps = 0;

function readAssignment(): CaptureAssignment {
  const value: unknown = JSON.parse(process.argv[2] ?? '');
  if (isAssignment(value)) return value;
  throw new TypeError('the argument is no assignment');
}

function isAssignment(value: unknown): value is CaptureAssignment {
  return typeof value === 'object' && value !== null && 'connect' in value && 'killAt' in value;
}

function step(): void {
  steps += 1;
  if (steps !== assignment.killAt) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process; what stands behind this line must not happen before it does.
  for (;;);
}

async function around(work: () => Promise<void>): Promise<void> {
  step();
  await work();
  step();
}

const files: ShareFiles = {
  ...machineShareFiles,
  makeFolder: (path) => around(() => machineShareFiles.makeFolder(path)),
  writeNew: (path, bytes) => around(() => machineShareFiles.writeNew(path, bytes)),
  rename: (from, to) => around(() => machineShareFiles.rename(from, to)),
  remove: (path) => around(() => machineShareFiles.remove(path)),
};

const source = await connectTarget({ ...assignment.connect, clock: systemClock });
try {
  const options = await captureOptions(assignment.share);
  const { result } = await captureFrom({ source, ...PORTS, files }, options, context);
  process.stdout.write(JSON.stringify({ backupId: result.backupId, cleared: result.cleared, steps }));
} finally {
  source.close();
}

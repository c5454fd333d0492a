import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunningController } from '../../src/controller/index.js';
import type { Assignment, Report } from './killed-run.js';

const SCRIPT = fileURLToPath(new URL('killed-run.ts', import.meta.url));

/** How a process of a run ended. */
export interface ProcessEnd {
  /** Undefined when it was killed. */
  readonly report: Report | undefined;
  readonly signal: string | null;
}

/** Starts or resumes a run in a process of its own, and waits until that ends. */
export async function runInProcess(
  controller: RunningController,
  assignment: Omit<Assignment, 'connect'>,
): Promise<ProcessEnd> {
  const { adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate } = controller;
  const connect: Assignment['connect'] = {
    adminEndpoint,
    userEndpoint,
    caCertificate,
    credential: { kind: 'secret', tenantId, clientId, clientSecret },
  };
  const whole: Assignment = { ...assignment, connect };
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, JSON.stringify(whole)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve([code, signal]));
  });
  if (signal !== null) return { report: undefined, signal };
  if (code !== 0) throw new Error(`the process of a run ended with ${code}: ${output.stderr}`);
  const report: unknown = JSON.parse(output.stdout);
  if (isReport(report)) return { report, signal };
  throw new TypeError(`the process of a run printed no report: ${output.stdout}`);
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'conservation' in value && 'steps' in value;
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunningController } from '../../src/controller/index.js';
import type { CaptureAssignment } from './killed-capture.js';

const SCRIPT = fileURLToPath(new URL('killed-capture.ts', import.meta.url));

/** How a process of a capture ended: undefined when it was killed. */
export type CaptureEnd =
  { readonly backupId: string; readonly cleared: readonly string[]; readonly steps: number } | undefined;

/** Captures a cloud in a process of its own, which is killed at a step. */
export async function captureInProcess(
  controller: RunningController,
  share: string,
  killAt: number | null,
): Promise<CaptureEnd> {
  const { adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate } = controller;
  const credential = { kind: 'secret', tenantId, clientId, clientSecret } as const;
  const connect = { adminEndpoint, userEndpoint, caCertificate, credential };
  const assignment: CaptureAssignment = { connect, share, killAt };
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, JSON.stringify(assignment)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve([code, signal]));
  });
  if (signal === 'SIGKILL') return undefined;
  const end: unknown = code === 0 ? JSON.parse(output.stdout) : undefined;
  if (isEnd(end)) return end;
  throw new Error(`the process of a capture ended with ${code ?? signal}: ${output.stderr}`);
}

function isEnd(value: unknown): value is Exclude<CaptureEnd, undefined> {
  return typeof value === 'object' && value !== null && 'backupId' in value && 'steps' in value;
}

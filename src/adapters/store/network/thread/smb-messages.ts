import type { MessagePort } from 'node:worker_threads';
import type { SmbAccess, SmbCalls } from '../calls/smb-calls.js';

/** A call, its arguments, and the number by which its answer is told from others. */
export interface SmbRequest {
  readonly id: number;
  readonly call: keyof SmbCalls;
  readonly values: readonly unknown[];
}

/** The answer to one request. */
export type SmbAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: { readonly code: string; readonly message: string } };

/** The first message to the thread that makes the calls. */
export interface SmbStart {
  readonly access: SmbAccess;
}

/** Its answer: the code of what is missing, or nothing. */
export interface SmbStarted {
  readonly missing?: string;
}

/** A further thread that asks. */
export interface SmbLending {
  readonly port: MessagePort;
}

/** The last message: every connection is to be closed. */
export interface SmbEnd {
  readonly ends: true;
}

/** Answers one request. */
export function answerRequest(calls: SmbCalls, { id, call, values }: SmbRequest): SmbAnswer {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends take the parameters from SmbCalls
    const make: (...given: readonly unknown[]) => unknown = calls[call].bind(calls) as never;
    return { id, value: make(...values) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return { id, fault: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

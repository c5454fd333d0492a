import { parentPort } from 'node:worker_threads';
import { answerBatch } from './answer-batch.js';
import type { Batch } from './batch-messages.js';

/** The thread that batch-thread.ts starts. */
parentPort?.on('message', (batch: Batch) => {
  const answer = answerBatch(batch);
  parentPort?.postMessage(answer, [answer.bytes.buffer]);
});

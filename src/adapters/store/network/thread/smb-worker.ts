import { type MessagePort, parentPort } from 'node:worker_threads';
import { readSystemCode } from '../../../../core/errors/system-code.js';
import { createResumingCalls } from '../calls/resuming-calls.js';
import { createSmbContext, type SmbContext } from '../calls/smb-context.js';
import { loadSmbLibrary } from '../calls/smb-library.js';
import {
  answerRequest,
  type SmbEnd,
  type SmbLending,
  type SmbRequest,
  type SmbStart,
  type SmbStarted,
} from './smb-messages.js';

/** Answers whoever asks by a port, and those to whom a port was lent. A port that is left keeps the thread alive. */
function serve(port: MessagePort, calls: SmbContext): readonly MessagePort[] {
  const ports = [port];
  port.on('message', (message: SmbRequest | SmbLending | SmbEnd) => {
    if ('ends' in message) {
      calls.end();
      for (const open of ports) open.close();
    } else if ('port' in message) ports.push(...serve(message.port, calls));
    else port.postMessage(answerRequest(calls, message), []);
  });
  return ports;
}

async function start(port: MessagePort, { access }: SmbStart): Promise<SmbStarted> {
  try {
    const library = await loadSmbLibrary();
    serve(
      port,
      createResumingCalls(() => createSmbContext(library, access)),
    );
    return {};
  } catch (error) {
    return { missing: readSystemCode(error) ?? 'NO_LIBRARY' };
  }
}

/** The thread that smb-client.ts starts: it makes all calls of this process, one after the other. */
if (parentPort !== null) {
  const port = parentPort;
  port.once('message', (message: SmbStart) => {
    void start(port, message).then((started) => port.postMessage(started, []));
  });
}

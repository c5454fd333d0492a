import type { RestoreTarget, ResourceAddress, WriteReply } from '../../../../cloud/cloud-port.js';
import type { JsonObject } from '../../../../cloud/json-value.js';
import { RestackError } from '../../../../core/errors/restack-error.js';
import type { LimitFunction } from 'p-limit';
import type { KindAccess } from '../../kinds/resource-kind.js';
import type { Asked, Settling } from './settling.js';
import { awaitValue, type Contradiction, type WrittenObjects } from './written-objects.js';

/** The patience of a run, its memory of what it has written, and its limit of calls. */
export interface Patience {
  readonly settling: Settling;
  readonly written: WrittenObjects;
  /** Each call takes its turn here, and gives it back before it waits. */
  readonly turns: LimitFunction;
  /** Throws when no call may begin that had to wait for its turn. */
  readonly admit: () => void;
}

/** Codes of failures in which a request cannot have reached the cloud. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The same cloud, of which nothing is believed that contradicts what it has accepted before its time is over. */
export function createPatientTarget(target: RestoreTarget, patience: Patience): RestoreTarget {
  const { settling, written } = patience;
  const takeTurn = <T>(call: () => Promise<T>) => inTurn(patience, call);
  const read = <T>(
    address: ResourceAddress,
    ask: (hear: (refusal: RestackError) => void) => Promise<T | undefined>,
  ) =>
    settling.ask(() =>
      takeTurn(async (): Promise<Asked<T | undefined>> => {
        let refusal: RestackError | undefined;
        const about = (refused: RestackError | undefined) =>
          written.findAwaited({ address, changes: false, refusal: refused });
        try {
          const found = await ask((absence) => (refusal = absence));
          return { end: () => found, awaited: found === undefined ? about(refusal) : undefined };
        } catch (error) {
          return failed(error, about);
        }
      }),
    );
  const change = async (
    { address, body }: Pick<Contradiction, 'address' | 'body'>,
    { repeatable }: { readonly repeatable: boolean },
    ask: () => Promise<WriteReply>,
  ) => {
    const reply = await settling.ask(() =>
      takeTurn(async (): Promise<Asked<WriteReply>> => {
        try {
          const made = await ask();
          return { end: () => made, awaited: undefined };
        } catch (error) {
          return failed(error, (refusal) =>
            repeatable || wasRefused(refusal)
              ? written.findAwaited({ address, body, changes: true, refusal })
              : undefined,
          );
        }
      }),
    );
    written.note(address, body);
    return reply;
  };
  return {
    identity: target.identity,
    strain: () => target.strain?.() ?? 0,
    read: (address) => read<JsonObject>(address, (hear) => target.read(address, hear)),
    list: (address) => read<readonly JsonObject[]>(address, (hear) => target.list(address, hear)),
    write: (address, body) =>
      change({ address, body }, { repeatable: true }, () => target.write(address, body)),
    append: (address, body) =>
      change({ address, body }, { repeatable: false }, () => target.append(address, body)),
    invoke: (address, body, how) =>
      change({ address, body }, { repeatable: how?.repeatable === true }, () =>
        target.invoke(address, body, how),
      ),
  };
}

/** Makes a call in its turn. One that had to wait for it must still be admitted then. */
function inTurn<T>({ turns, admit }: Patience, call: () => Promise<T>): Promise<T> {
  const waits = turns.activeCount >= turns.concurrency;
  return turns(() => {
    if (waits) admit();
    return call();
  });
}

/** True when a call that must not be made twice was certainly not made. */
function wasRefused({ details }: RestackError): boolean {
  return typeof details['status'] === 'number' || NEVER_SENT.has(details['systemCode']);
}

function failed<T>(error: unknown, findAwaited: (refusal: RestackError) => Asked<T>['awaited']): Asked<T> {
  const awaited = error instanceof RestackError ? findAwaited(error) : undefined;
  return {
    end: () => {
      throw error;
    },
    awaited,
  };
}

/** Reads an object until it shows what was written. Its reads are themselves patient with what is not there yet. */
export function createReadUntil(settling: Settling): KindAccess['readUntil'] {
  return (address, { read, isWritten, ...limits }) =>
    settling.ask(async () => {
      const found = await read();
      return { end: () => found, awaited: isWritten(found) ? undefined : awaitValue(address, limits) };
    });
}

import { constants } from 'node:os';
import { demandEncryption } from './encrypted-connections.js';
import { createSmbError, type SmbAccess } from './smb-calls.js';
import type { Pointer, SmbLibrary } from './smb-library.js';
import { isOddPath } from './smb-url.js';

type Native = (...values: readonly unknown[]) => unknown;
/** The type of an answer, and those of the parameters behind the context. */
type Types = readonly [string, ...string[]];

/** The functions of one context of libsmbclient. Those that a context has of its own take it first. */
export interface NativeFunctions {
  readonly library: SmbLibrary;
  /** Makes a call whose answer is a number. @throws the system's error when that is negative. */
  count(name: keyof typeof COUNTS, what: string, ...values: readonly unknown[]): number;
  /** Makes a call whose answer is an address; null when it failed, or there is no more. */
  point(name: keyof typeof POINTS, ...values: readonly unknown[]): Pointer;
  /** Throws the system's error for the call that just failed. */
  fail(what: string): never;
  readonly context: Pointer;
  /** Closes all connections and frees the context. */
  end(): void;
}

/** Functions that answer with a number, with their parameters behind the context. */
const COUNTS = {
  Closedir: ['int', 'void *'],
  Read: ['int64_t', 'void *', 'void *', 'size_t'],
  Write: ['int64_t', 'void *', 'void *', 'size_t'],
  Lseek: ['int64_t', 'void *', 'int64_t', 'int'],
  Close: ['int', 'void *'],
  Mkdir: ['int', 'str', 'int'],
  Rename: ['int', 'str', 'void *', 'str'],
  Unlink: ['int', 'str'],
  Rmdir: ['int', 'str'],
  Stat: ['int', 'str', 'void *'],
  StatVFS: ['int', 'str', 'void *'],
} as const;

/** Functions that answer with an address. */
const POINTS = {
  Opendir: ['void *', 'str'],
  ReaddirPlus: ['void *', 'void *'],
  Open: ['void *', 'str', 'int', 'int'],
} as const;

/** Makes a context that signs, takes nothing older than SMB 2.1, and lets nobody in as a guest. */
export function bindNativeFunctions(library: SmbLibrary, access: SmbAccess): NativeFunctions {
  const { koffi, client } = library;
  const context = readPointer(client.func('smbc_new_context', 'void *', [])());
  const encrypted = access.isEncrypted === true ? demandEncryption(library, context) : undefined;
  let isLetIn = false;
  const fail = (what: string): never => {
    if (encrypted?.wasRefused() === true) throw createSmbError('NOT_ENCRYPTED', what);
    const code = nameError(koffi.errno());
    // So libsmbclient says that Kerberos gave it nothing to present; and so it says of a name that no file can have.
    const isDoubtful = code === 'EINVAL' && access.user === undefined && !isLetIn;
    throw createSmbError(isDoubtful && !isOddPath(what) ? 'NO_TICKET' : code, what);
  };
  const answer = registerAnswer(library, access);
  const set = (name: string, type: 'int' | 'void *', value: unknown): void => {
    client.func(name, 'void', ['void *', type])(context, value);
  };
  set('smbc_setOptionDebugToStderr', 'int', 1);
  set('smbc_setTimeout', 'int', access.timeoutMs);
  set('smbc_setOptionNoAutoAnonymousLogin', 'int', 1);
  set('smbc_setOptionUseKerberos', 'int', access.user === undefined ? 1 : 0);
  set('smbc_setOptionFallbackAfterKerberos', 'int', 0);
  set('smbc_setFunctionAuthDataWithContext', 'void *', answer);
  if (client.func('smbc_init_context', 'void *', ['void *'])(context) === null) {
    throw createSmbError(nameError(koffi.errno()), 'libsmbclient');
  }
  // At level 0, which a new context sets, it prints names and causes beside the one error.
  library.set('log level', 'all:-1');
  const limit = client.func('smbc_setOptionProtocols', 'bool', ['void *', 'str', 'str']);
  if (limit(context, 'SMB2_10', 'SMB3_11') !== true) {
    throw createSmbError('OTHER_LIBRARY', 'smbc_setOptionProtocols');
  }
  const counts = bindAll(library, context, COUNTS);
  const points = bindAll(library, context, POINTS);
  return {
    library,
    context,
    fail,
    count(name, what, ...values) {
      const result = Number(counts(name)(...values));
      if (result < 0) fail(what);
      isLetIn = true;
      return result;
    },
    point(name, ...values) {
      const place = readPointer(points(name)(...values));
      isLetIn ||= place !== null;
      return place;
    },
    end() {
      // 1: also with files open.
      client.func('smbc_free_context', 'int', ['void *', 'int'])(context, 1);
      koffi.unregister(answer);
      encrypted?.end();
    },
  };
}

function nameError(number: number): string {
  return Object.entries(constants.errno).find(([, known]) => known === number)?.[0] ?? `E${number}`;
}

function readPointer(value: unknown): Pointer {
  if (typeof value === 'bigint' || value === null) return value;
  throw new TypeError('an address was expected');
}

function bind({ koffi, client }: SmbLibrary, context: Pointer): (name: string, types: Types) => Native {
  return (name, [result, ...parameters]) => {
    const pointer: unknown = client.func(`smbc_getFunction${name}`, 'void *', ['void *'])(context);
    const type = koffi.proto(result, ['void *', ...parameters]);
    return (...values) => koffi.call(pointer, type, context, ...values) as unknown;
  };
}

/** Binds each function with its first call. */
function bindAll<N extends string>(
  library: SmbLibrary,
  context: Pointer,
  signatures: Readonly<Record<N, Types>>,
): (name: N) => Native {
  const bindOne = bind(library, context);
  const bound = new Map<N, Native>();
  return (name) => {
    const known = bound.get(name) ?? bindOne(name, signatures[name]);
    bound.set(name, known);
    return known;
  };
}

/** Lets the library ask who the user is. It gives three places, each with its length. */
function registerAnswer({ koffi }: SmbLibrary, { user }: SmbAccess): bigint {
  const place = ['void *', 'int'] as const;
  const type = koffi.proto('void', ['void *', 'str', 'str', ...place, ...place, ...place]);
  const answer = (...given: readonly unknown[]): void => {
    const places = given.slice(3);
    if (user === undefined) return;
    for (const [index, text] of [user.domain, user.name, user.password].entries()) {
      const bytes = Buffer.from(`${text}\0`, 'utf8');
      // What is cut would be another name.
      if (bytes.length > Number(places[2 * index + 1])) return;
      if (text !== '') koffi.encode(places[2 * index], koffi.array('uint8_t', bytes.length), bytes);
    }
  };
  return koffi.register(answer, koffi.pointer(type));
}

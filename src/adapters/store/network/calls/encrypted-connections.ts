import { createSmbError } from './smb-calls.js';
import type { Pointer, SmbLibrary } from './smb-library.js';

/** `SMBC_ENCRYPTLEVEL_REQUIRE`. Source: libsmbclient.h. */
const REQUIRE = 2;

/** The check of each connection of a context. */
export interface EncryptedConnections {
  /** True once a connection was refused because nothing would have been encrypted on it. */
  wasRefused(): boolean;
  end(): void;
}

/**
 * Lets a context use no connection that does not encrypt. libsmbclient alone prints that it fails, and goes on; so each
 * connection is looked at when the library hands it over, before the first name or byte of the share is asked for.
 *
 * @throws Error with the code `NO_ENCRYPTION_CHECK` when this library does not tell of encryption.
 */
export function demandEncryption(library: SmbLibrary, context: Pointer): EncryptedConnections {
  const { koffi, client } = library;
  const isEncrypted = findChecks(library);
  client.func('smbc_setOptionSmbEncryptionLevel', 'void', ['void *', 'int'])(context, REQUIRE);
  // The context, the connection, and four names.
  const type = koffi.proto('int', ['void *', 'void *', 'void *', 'void *', 'void *', 'void *']);
  const keep: unknown = client.func('smbc_getFunctionAddCachedServer', 'void *', ['void *'])(context);
  let wasRefused = false;
  const check = (...values: readonly unknown[]): number => {
    // Its first member is the connection in Samba's own words. Source: libsmb_internal.h, `struct _SMBCSRV`.
    const connection: unknown = koffi.decode(values[1], 'void *');
    if (isEncrypted(connection) === true) return Number(koffi.call(keep, type, ...values));
    wasRefused = true;
    return 1;
  };
  const registered = koffi.register(check, koffi.pointer(type));
  client.func('smbc_setFunctionAddCachedServer', 'void', ['void *', 'void *'])(context, registered);
  return { wasRefused: () => wasRefused, end: () => koffi.unregister(registered) };
}

/** Finds what tells of encryption, and keeps the library's own words about it out of the results on stdout. */
function findChecks({ client }: SmbLibrary): (connection: unknown) => unknown {
  try {
    client.func('display_set_stderr', 'void', [])();
    return client.func('cli_state_is_encryption_on', 'bool', ['void *']);
  } catch {
    throw createSmbError('NO_ENCRYPTION_CHECK', 'cli_state_is_encryption_on');
  }
}

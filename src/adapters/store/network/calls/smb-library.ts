import type * as KoffiModule from 'koffi';
import { createSmbError } from './smb-calls.js';

type Koffi = typeof KoffiModule;
type Library = ReturnType<Koffi['load']>;

/** Where the library lies, the usual name first. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly (readonly [string, string])[]>>> = {
  linux: [['libsmbclient.so.0', 'libsmbconf.so.0']],
  darwin: ['/opt/homebrew/lib/', '/usr/local/lib/', ''].map(
    (folder) => [`${folder}libsmbclient.dylib`, `${folder}libsmbconf.dylib`] as const,
  ),
};

/** An address in the library's memory. */
export type Pointer = bigint | null;

/** Samba's client library, loaded into this process. */
export interface SmbLibrary {
  readonly koffi: Koffi;
  readonly client: Library;
  /** Sets a setting of smb.conf for this process. @returns false when the library does not take it. */
  readonly set: (name: string, value: string) => boolean;
}

/** Settings that hold for every connection of this process, whatever the machine's smb.conf says. */
const SETTINGS: readonly (readonly [string, string])[] = [
  ['client signing', 'required'],
  ['client min protocol', 'SMB2_10'],
  ['client max protocol', 'SMB3_11'],
  ['client plaintext auth', 'no'],
  ['client lanman auth', 'no'],
  // No names by broadcast: anybody could answer.
  ['name resolve order', 'host'],
  ['log level', '0'],
];

let loaded: Promise<SmbLibrary> | undefined;

/**
 * Loads libsmbclient, once, and makes it sign everything.
 *
 * @throws Error with the code `NO_KOFFI` or `NO_LIBRARY` when a part is not installed, `OTHER_LIBRARY` when this one
 * cannot be told to sign.
 */
export async function loadSmbLibrary(): Promise<SmbLibrary> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<SmbLibrary> {
  const koffi = await import('koffi').catch((cause: unknown) => {
    throw Object.assign(createSmbError('NO_KOFFI', 'the package koffi'), { cause });
  });
  for (const [clientName, settingsName] of PLACES[process.platform] ?? []) {
    const client = tryLoad(koffi, clientName);
    if (client === undefined) continue;
    return { koffi, client, set: applySettings(tryLoad(koffi, settingsName)) };
  }
  throw createSmbError('NO_LIBRARY', 'libsmbclient');
}

function tryLoad(koffi: Koffi, name: string): Library | undefined {
  try {
    return koffi.load(name);
  } catch {
    return undefined;
  }
}

/** A setting that does not take is an error: unsigned answers would be believed. */
function applySettings(library: Library | undefined): SmbLibrary['set'] {
  if (library === undefined) throw createSmbError('OTHER_LIBRARY', 'libsmbconf');
  let call: (name: string, value: string) => unknown;
  try {
    call = library.func('lp_set_cmdline', 'bool', ['str', 'str']);
  } catch {
    throw createSmbError('OTHER_LIBRARY', 'lp_set_cmdline');
  }
  const set = (name: string, value: string): boolean => call(name, value) === true;
  for (const [name, value] of SETTINGS) {
    if (!set(name, value)) throw createSmbError('OTHER_LIBRARY', name);
  }
  return set;
}

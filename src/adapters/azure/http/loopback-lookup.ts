import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };

/** True for `localhost` and every name below it. Source: RFC 6761, section 6.3. */
export function isLoopbackName(hostname: string): boolean {
  return /(?:^|\.)localhost\.?$/i.test(hostname);
}

/**
 * Resolves like the system, except that `*.localhost` is the loopback address and never leaves the machine.
 * Node leaves these names to the system's resolver, which mostly does not know them. Source: RFC 6761, section 6.3.
 */
export const lookupWithLoopback: LookupFunction = (hostname, options, callback) => {
  if (!isLoopbackName(hostname)) {
    systemLookup(hostname, options, callback);
  } else if (wantsAll(options)) {
    callback(null, [LOOPBACK]);
  } else {
    callback(null, LOOPBACK.address, LOOPBACK.family);
  }
};

function wantsAll(options: LookupOptions): boolean {
  return options.all === true;
}

import { readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { processRedactor } from '../../../core/redaction/redactor.js';

/** The characters of what a sign-in service says that are repeated. */
const WORDS_LIMIT = 500;

/** The first line of what a sign-in service or its library says, without secrets, and not longer than can be read. */
export function shortenWords(text: string): string {
  return (processRedactor.redactForeign(text).split(/\r?\n/)[0] ?? '').slice(0, WORDS_LIMIT);
}

/** The code and the text of a refusal, in one line; empty where an answer has neither. Source: RFC 6749, section 5.2. */
export function describeDenial(answer: unknown): string {
  const said = [readText(answer, 'error'), readText(answer, 'error_description')];
  return shortenWords(said.filter((text) => text !== undefined).join(', '));
}

/** The error for an address that a sign-in service names and that is not its own. */
export function createForeignError(authorityHost: string, address: string): RestackError {
  const origin = URL.canParse(address) ? new URL(address).origin : 'no URL';
  const place = origin === authorityHost ? 'an address that is none' : `another place (${origin})`;
  return new RestackError(
    'TARGET_AUTH',
    `the sign-in service ${authorityHost} leads to ${place}; that is refused, and nothing was sent there`,
    { details: { authority: authorityHost, origin } },
  );
}

/** The error for a sign-in that ends without a token, and without a refusal. */
export function createNoTokenError(): RestackError {
  return new RestackError('TARGET_AUTH', 'the sign-in gave no token');
}

/** The error for a sign-in service without an answer that means anything. */
export function createServiceFailure(said: string, systemCode: string | null = null): RestackError {
  return new RestackError('TARGET_UNREACHABLE', `the sign-in service ${said}`, { details: { systemCode } });
}

import type { NamePart } from './issue-certificate.js';
import { RestackError } from '../../../core/errors/restack-error.js';

const KNOWN: ReadonlySet<string> = new Set(['CN', 'OU', 'O', 'L', 'ST', 'C']);
/** Upper bound of the common name and its like. Source: RFC 5280, appendix A. */
const MAX_LENGTH = 64;

/**
 * Parses a subject: `CN=…, O=…`, most specific name first, a comma inside a value as `\,`; or the common name alone.
 *
 * @returns the parts, least specific first, as certificates hold them.
 * @throws USAGE when it cannot be read, has an unknown part, or none called CN.
 */
export function parseSubject(text: string): readonly NamePart[] {
  const parts = text.includes('=') ? text.split(/(?<!\\),/).map(parsePart) : [createPart('CN', text)];
  if (!parts.some(({ shortName }) => shortName === 'CN')) throw refuse('it has no CN');
  return parts.toReversed();
}

function parsePart(text: string): NamePart {
  const separator = text.indexOf('=');
  if (separator === -1) throw refuse(`"${text.trim()}" is no NAME=value`);
  return createPart(text.slice(0, separator).trim().toUpperCase(), text.slice(separator + 1));
}

function createPart(shortName: string, text: string): NamePart {
  const value = text.trim().replaceAll(/\\(.)/gu, '$1');
  if (!KNOWN.has(shortName)) throw refuse(`${shortName} is not one of ${[...KNOWN].join(', ')}`);
  if (value === '' || value.length > MAX_LENGTH || /\p{Cc}/u.test(value)) {
    throw refuse(`${shortName} must have 1 to ${MAX_LENGTH} characters that can be printed`);
  }
  if (shortName === 'C' && !/^[A-Z]{2}$/.test(value)) throw refuse('C is a country of two capital letters');
  return { shortName, value };
}

function refuse(problem: string): RestackError {
  return new RestackError('USAGE', `--subject cannot be used: ${problem}`, {
    hints: ['write it like: --subject "CN=Azure Stack Hub backup 2026, O=Contoso"'],
  });
}

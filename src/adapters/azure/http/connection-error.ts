import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { readText } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { EXHAUSTED_HINT, meansExhausted, readSystemCode } from '../../../core/errors/system-code.js';

/** Codes of failures in which the request cannot have reached the server. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const CERTIFICATE_PROBLEM =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH)/;

/** The system's code of a failed connection: `ECONNRESET`, `ENOTFOUND`, …; undefined when it has none. */
export function selectSystemCode(error: unknown): string | undefined {
  if (error instanceof RestackError) return readText(error.details, 'systemCode');
  return readSystemCode(error);
}

/** True when the request certainly had no effect, so that even an action may be repeated. */
export function wasNeverSent(error: unknown): boolean {
  return NEVER_SENT.has(selectSystemCode(error) ?? '');
}

/** True when a certificate was not accepted. Trying again would not change that. */
export function isCertificateProblem(error: unknown): boolean {
  return CERTIFICATE_PROBLEM.test(selectSystemCode(error) ?? '');
}

/** The code of an answer that was not taken in: it is too large, or in an encoding that nobody asked for. */
const REFUSED_ANSWER = 'EMSGSIZE';

/** True when an answer was not taken in. The next one would not be smaller. */
export function isRefusedAnswer(error: unknown): boolean {
  return selectSystemCode(error) === REFUSED_ANSWER;
}

/** Makes the error for an answer that was not taken in. */
export function createRefusedAnswerError(url: string, reason: string): RestackError {
  const { host, pathname } = new URL(url);
  return new RestackError('TARGET_UNREACHABLE', `${host}${pathname} answers with ${reason}`, {
    details: { systemCode: REFUSED_ANSWER, host, path: pathname },
  });
}

/**
 * Makes the error for a request that got no answer. The cause is not carried along: the libraries' errors hold the
 * request, and with it the token.
 */
export function createConnectionError(request: PipelineRequest, error: unknown): RestackError {
  const { host, pathname } = new URL(request.url);
  const systemCode = selectSystemCode(error) ?? null;
  const details = { systemCode, method: request.method, host, path: pathname };
  if (isCertificateProblem(error)) {
    return new RestackError(
      'TARGET_UNREACHABLE',
      `the certificate of ${host} is not trusted (${systemCode ?? ''})`,
      {
        details,
        hints: ['restack … --ca-file ROOT.pem   # the root certificate that signed the cloud’s endpoints'],
      },
    );
  }
  if (systemCode !== null && meansExhausted(systemCode)) {
    const message = `${request.method} ${host}${pathname} could not be sent (${systemCode})`;
    return new RestackError('PERMISSION_MISSING', message, { details, hints: [EXHAUSTED_HINT] });
  }
  return new RestackError(
    'TARGET_UNREACHABLE',
    `${request.method} ${host}${pathname} got no answer${systemCode === null ? '' : ` (${systemCode})`}`,
    { details },
  );
}

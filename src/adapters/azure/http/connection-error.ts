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
  const way = describeProxy(request);
  if (isCertificateProblem(error)) {
    const { fault, hint } = explainCertificate(systemCode ?? '', host);
    const message = `the certificate of ${host}${way} ${fault} (${systemCode ?? ''})`;
    return new RestackError('TARGET_UNREACHABLE', message, { details, hints: [hint] });
  }
  if (systemCode !== null && meansExhausted(systemCode)) {
    const message = `${request.method} ${host}${pathname} could not be sent (${systemCode})`;
    return new RestackError('PERMISSION_MISSING', message, { details, hints: [EXHAUSTED_HINT] });
  }
  return new RestackError(
    'TARGET_UNREACHABLE',
    `${request.method} ${host}${pathname} got no answer${way}${systemCode === null ? '' : ` (${systemCode})`}`,
    {
      details,
      hints: way === '' ? [] : ['the proxy comes from HTTPS_PROXY; NO_PROXY names hosts to reach without it'],
    },
  );
}

const PROXIES = new WeakMap<PipelineRequest, string>();

/** Notes the proxy that a request goes through, as `host:port`: without its user and password. */
export function noteProxy(request: PipelineRequest, proxy: string): void {
  PROXIES.set(request, proxy);
}

function describeProxy(request: PipelineRequest): string {
  const proxy = PROXIES.get(request);
  return proxy === undefined ? '' : ` through the proxy ${proxy}`;
}

/** The fault of a certificate that was not accepted, by the code of OpenSSL or Node, and what mends it. */
function explainCertificate(
  systemCode: string,
  host: string,
): { readonly fault: string; readonly hint: string } {
  if (/ALTNAME|HOSTNAME_MISMATCH/.test(systemCode)) {
    return { fault: 'is for another name', hint: 'name the cloud as its certificate does: --target URL' };
  }
  if (/EXPIRED/.test(systemCode)) {
    return { fault: 'has expired', hint: 'renew it in the cloud, or set the clock of this machine' };
  }
  if (/NOT_YET_VALID/.test(systemCode)) {
    return { fault: 'is not valid yet', hint: 'set the clock of this machine' };
  }
  if (/SELF_SIGNED|UNABLE_TO|SIGNATURE_FAILURE/.test(systemCode)) {
    return {
      fault: 'comes from a root that is not known here',
      hint: 'trust the root certificate that signed the endpoints of the cloud: --ca-file ROOT.pem',
    };
  }
  return {
    fault: 'is not trusted',
    hint: `look at it: openssl s_client -connect ${host.includes(':') ? host : `${host}:443`}`,
  };
}

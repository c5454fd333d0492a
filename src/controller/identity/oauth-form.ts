import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import type { Reply } from '../wire/reply.js';

/** The reason why a token is refused: OAuth code, AADSTS number and text. */
export interface Denial {
  readonly status: number;
  readonly error: string;
  readonly number: number;
  readonly text: string;
}

/** Refuses an application that people may not sign in to; undefined for all others. */
export function checkPublicClient(form: URLSearchParams, cloud: Cloud): Denial | undefined {
  const clientId = form.get('client_id') ?? '';
  if (cloud.signIns.rules.publicClients.includes(clientId.toLowerCase())) return undefined;
  const text = `Application '${clientId}' was not found.`;
  return { status: 400, error: 'unauthorized_client', number: 700016, text };
}

/**
 * Reads the audience of a request; the refusal where there is none of that name. `scope` is `<audience>/.default`; a
 * doubled slash keeps the audience's own.
 */
export function readAudience(form: URLSearchParams, cloud: Cloud): string | Denial {
  const wanted = form.get('resource') ?? (form.get('scope') ?? '').split(' ')[0]?.replace(/\/\.default$/, '');
  const { admin, user, vault } = cloud.audiences;
  const audiences = [admin, user, ...vault];
  return audiences.find((audience) => sameAudience(audience, wanted ?? '')) ?? unknownResource(form);
}

function sameAudience(known: string, wanted: string): boolean {
  return known.toLowerCase() === wanted.toLowerCase().replace(/\/$/, '');
}

function unknownResource(form: URLSearchParams): Denial {
  const wanted = form.get('resource') ?? form.get('scope') ?? '';
  return {
    status: 400,
    error: 'invalid_resource',
    number: 500011,
    text: `The resource principal named ${wanted} was not found.`,
  };
}

/** The answer of a sign-in service that refuses. Source: RFC 6749, section 5.2. */
export function deny(reason: Denial, call: RoutedCall, cloud: Cloud): Reply {
  const trace = call.call.requestId;
  return {
    status: reason.status,
    body: {
      error: reason.error,
      error_description: `${describeDenial(reason, cloud)} Trace ID: ${trace}`,
      error_codes: [reason.number],
      timestamp: cloud.clock.now().toISOString(),
      trace_id: trace,
      correlation_id: trace,
    },
  };
}

/** The text of a refusal, with its number. */
export function describeDenial({ number, text }: Denial, cloud: Cloud): string {
  return `${cloud.names.identity === 'adfs' ? 'MSIS9' : 'AADSTS'}${number}: ${text}`;
}

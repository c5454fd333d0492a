import type { Reply } from '../../wire/reply.js';

/** An error of a vault; `inner` says more. Source: REST reference, sections 8.2 and 10.3. */
export function vaultError(
  status: number,
  code: string,
  text: { readonly message: string; readonly inner?: string },
): Reply {
  const { message, inner } = text;
  const innererror = inner === undefined ? undefined : { code: inner };
  return { status, body: { error: { code, message, innererror } } };
}

export function badParameter(message: string): Reply {
  return vaultError(400, 'BadParameter', { message });
}

export function secretNotFound(name: string): Reply {
  return vaultError(404, 'SecretNotFound', { message: `Secret not found: ${name}` });
}

/** The form in which a resource provider writes its replies. */
export interface Wire {
  readonly format: 'compact' | 'indented-crlf';
  readonly contentType: string;
  /** Sends a Negotiate token in WWW-Authenticate, on success too. */
  readonly negotiate: boolean;
  /** Has a request id of its own; without one it equals the correlation id. */
  readonly ownRequestId: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const UTF8 = 'application/json; charset=utf-8';

/** The form of ARM and Microsoft.Subscriptions.Admin. */
export const ARM_WIRE: Wire = {
  format: 'compact',
  contentType: UTF8,
  negotiate: false,
  ownRequestId: false,
  headers: {},
};

/** Microsoft.Compute.Admin. */
export const COMPUTE_WIRE: Wire = { ...ARM_WIRE, negotiate: true, ownRequestId: true };

/** Microsoft.Network.Admin. */
export const NETWORK_WIRE: Wire = { ...COMPUTE_WIRE, format: 'indented-crlf' };

/** Microsoft.Storage.Admin. */
export const STORAGE_WIRE: Wire = {
  ...COMPUTE_WIRE,
  format: 'indented-crlf',
  contentType: 'application/json',
};

/** Microsoft.Backup.Admin. */
export const BACKUP_WIRE: Wire = COMPUTE_WIRE;

/** Results of the operations of Microsoft.Backup.Admin. */
export const BACKUP_RESULT_WIRE: Wire = { ...BACKUP_WIRE, contentType: 'application/json' };

/** Microsoft.KeyVault.Admin and the vaults. */
export const KEY_VAULT_WIRE: Wire = {
  ...ARM_WIRE,
  ownRequestId: true,
  headers: { 'x-ms-keyvault-service-version': '1.1.8.5' },
};

/** Writes a JSON value as the provider does. Source: REST reference, section 3 (shape differences). */
export function renderJson(value: unknown, format: Wire['format']): string {
  if (format === 'compact') return JSON.stringify(value);
  return JSON.stringify(value, null, 2).replaceAll('\n', '\r\n');
}

/** The form in which a resource provider writes its replies. */
export interface Wire {
  readonly format: 'compact' | 'indented-crlf';
  readonly contentType: string;
  /** Sends a Negotiate token in WWW-Authenticate, on success too. */
  readonly negotiate: boolean;
  /** Has a request id of its own, and one of its service; without them it equals the correlation id. */
  readonly ownRequestId: boolean;
  /** Names its server software. */
  readonly namesServer: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const UTF8 = 'application/json; charset=utf-8';

/** The form of ARM and Microsoft.Subscriptions.Admin. Source: REST reference, section 10.4. */
export const ARM_WIRE: Wire = {
  format: 'compact',
  contentType: UTF8,
  negotiate: false,
  ownRequestId: false,
  namesServer: false,
  headers: {},
};

/** Providers that the operator adds. */
export const ADD_ON_WIRE: Wire = { ...ARM_WIRE, namesServer: true };

/** Microsoft.Compute.Admin. */
export const COMPUTE_WIRE: Wire = { ...ADD_ON_WIRE, negotiate: true };

/** Microsoft.Network.Admin. */
export const NETWORK_WIRE: Wire = { ...COMPUTE_WIRE, format: 'indented-crlf', ownRequestId: true };

/** Microsoft.InfrastructureInsights.Admin. */
export const ALERT_WIRE: Wire = COMPUTE_WIRE;

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
  ...ADD_ON_WIRE,
  headers: { 'x-ms-keyvault-service-version': '1.1.8.5' },
};

/** Writes a JSON value as the provider does. Source: REST reference, section 3 (shape differences). */
export function renderJson(value: unknown, format: Wire['format']): string {
  if (format === 'compact') return JSON.stringify(value);
  return JSON.stringify(value, null, 2).replaceAll('\n', '\r\n');
}

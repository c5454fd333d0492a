/** The signer of a request: the claims of its token that matter here. */
export interface Caller {
  readonly clientId: string;
  /** The principal id that RBAC and access policies name: an object id, or a SID on AD FS. */
  readonly principalId: string;
  readonly tenantId: string;
}

/** The caller of routes that need no token. */
export const ANONYMOUS: Caller = { clientId: '', principalId: '', tenantId: '' };

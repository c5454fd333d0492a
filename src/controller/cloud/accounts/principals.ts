import { createHash, hash, timingSafeEqual, X509Certificate } from 'node:crypto';

/** An application or a person that may sign in. */
export interface Principal {
  /** Of an application; of a person the user name. */
  readonly clientId: string;
  readonly principalId: string;
  readonly clientSecret?: string;
  /** PEM of the certificates it may sign assertions with. */
  readonly certificates?: readonly string[];
  /** `full` may do everything; `assigned` only what role assignments grant. */
  readonly access: 'full' | 'assigned';
  /** Actions that were taken away from the principal, whatever it holds otherwise. */
  readonly denied?: readonly DeniedAction[];
}

/** An action that a principal may not do. */
export interface DeniedAction {
  /** The action as RBAC names it; `*` stands for any text. */
  readonly action: string;
  /** The scope at and below which the action is denied; everywhere when absent. */
  readonly scope?: string;
}

/** The applications and people of the directory. */
export interface Principals {
  find(clientId: string): Principal | undefined;
  add(principal: Principal): void;
  list(): readonly Principal[];
}

export function createPrincipals(): Principals {
  const byClientId = new Map<string, Principal>();
  return {
    find: (clientId) => byClientId.get(clientId.toLowerCase()),
    add: (principal) => {
      byClientId.set(principal.clientId.toLowerCase(), principal);
    },
    list: () => [...byClientId.values()],
  };
}

/** Compares in constant time. False when the principal has no secret. */
export function hasSecret(principal: Principal, secret: string): boolean {
  if (principal.clientSecret === undefined) return false;
  return isSameSecret(principal.clientSecret, secret);
}

/** The registered certificate with this thumbprint (base64url of the SHA-1 or SHA-256 of its DER). */
export function findCertificate(principal: Principal, thumbprint: string): X509Certificate | undefined {
  for (const pem of principal.certificates ?? []) {
    const certificate = new X509Certificate(pem);
    const hashes = ['sha1', 'sha256'].map((name) =>
      createHash(name).update(certificate.raw).digest('base64url'),
    );
    if (hashes.includes(thumbprint)) return certificate;
  }
  return undefined;
}

/** Compares two secrets in a time that tells nothing of them. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** Of one length, whatever the secrets are. */
function digest(secret: string): Uint8Array {
  return hash('sha256', secret, 'buffer');
}

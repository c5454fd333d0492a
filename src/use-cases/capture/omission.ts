import { RestackError } from '../../core/errors/restack-error.js';
import type { PayloadKind } from '../../schema/payloads.js';

/** The reason why an object of the cloud is not in the set. */
export type OmissionReason =
  /** The signed-in principal may not read it. */
  | 'denied'
  /** The cloud refused to tell, or a vault's host did not answer. */
  | 'unreadable'
  /** A disabled version of a secret, whose value nobody may read. */
  | 'disabled'
  /** A disabled version of a secret was enabled to be read, and could not be disabled again. */
  | 'leftEnabled'
  /** A key, which never leaves its vault. */
  | 'key'
  /** A certificate of a vault: its secret is in the set, its policy and issuer are not. */
  | 'certificate'
  /** An offer that only its reseller can make. */
  | 'resellerOffer'
  /** A record that its schema does not admit. */
  | 'invalid';

/** An object of the cloud that is not in the set, and of whose absence a person must know. */
export interface Omission {
  readonly kind: PayloadKind;
  readonly reason: OmissionReason;
  /** The object: its ARM id, or its URL on the vault's data plane. */
  readonly id: string;
  readonly message: string;
  /** True when nothing of this kind could be read. */
  readonly whole: boolean;
}

/** Turns refusals into omissions. Errors that say that the cloud as a whole cannot be asked are thrown on. */
export class OmissionList {
  readonly #omissions: Omission[] = [];

  add(omission: Omit<Omission, 'whole'> & { readonly whole?: boolean }): void {
    this.#omissions.push({ whole: false, ...omission });
  }

  /** Sorted by kind and id, whatever order the cloud answered in. */
  list(): readonly Omission[] {
    return this.#omissions.toSorted((left, right) => compare(formatKey(left), formatKey(right)));
  }

  /** The result of `read`; undefined when it was refused, which is noted then. */
  async attempt<R>(
    about: Pick<Omission, 'kind' | 'id'> & { readonly whole?: boolean },
    read: () => Promise<R>,
  ): Promise<R | undefined> {
    try {
      return await read();
    } catch (error) {
      const refusal = explainRefusal(error, about.id);
      if (refusal === undefined) throw error;
      this.add({ ...about, ...refusal });
      return undefined;
    }
  }
}

function explainRefusal(error: unknown, id: string): Pick<Omission, 'reason' | 'message'> | undefined {
  if (!(error instanceof RestackError)) return undefined;
  const { code, message } = error;
  if (code === 'PERMISSION_MISSING') return { reason: 'denied', message };
  // One vault's host may be gone while the cloud is well; Resource Manager itself is the cloud.
  const isVault = id.startsWith('https://') && (code === 'TARGET_UNREACHABLE' || code === 'TARGET_AUTH');
  return code === 'PARTIAL' || isVault ? { reason: 'unreadable', message } : undefined;
}

function formatKey({ kind, id, reason }: Omission): string {
  return `${kind} ${id} ${reason}`.toLowerCase();
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

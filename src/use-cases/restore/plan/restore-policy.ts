import { RestackError } from '../../../core/errors/restack-error.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { ExistingPolicy } from './decide-entry.js';
import { parseKind } from '../../../cloud/kind-names.js';

/** The rule for access policies and role assignments of a principal that the target cannot know. */
export type UnmappedPolicy = 'block' | 'manual' | 'keep';

/** The rule for records that hang on something that does not come, because it is left to a person or skipped. */
export type UnmetPolicy = 'block' | 'skip';

/** The decisions of a person about a restore. Plain data: it is written into plans and journals. */
export interface RestorePolicy {
  /** The rule for objects that the target already has. */
  readonly existing: ExistingPolicy;
  readonly existingByKind: Readonly<Partial<Record<PayloadKind, ExistingPolicy>>>;
  /** The records to bring, with all that they need; none means all. */
  readonly only: readonly RecordSelector[];
  readonly except: readonly RecordSelector[];
  readonly unmapped: UnmappedPolicy;
  readonly unmet: UnmetPolicy;
}

/** Records of a kind: all of them, or those of one name. */
export interface RecordSelector {
  readonly kind: PayloadKind;
  /** Any of the names that the record goes by, in any case. */
  readonly name?: string | undefined;
}

/** The policy where nobody decides otherwise. */
export const DEFAULT_POLICY: RestorePolicy = {
  existing: 'adopt',
  existingByKind: {},
  only: [],
  except: [],
  unmapped: 'keep',
  unmet: 'block',
};

const EXISTING: readonly ExistingPolicy[] = ['adopt', 'update', 'skip', 'fail'];

/**
 * Parses `POLICY` and `KIND=POLICY`, in any order; each at most once.
 *
 * @throws USAGE for anything else.
 */
export function parseExistingPolicies(
  texts: readonly string[],
): Pick<RestorePolicy, 'existing' | 'existingByKind'> {
  let existing: ExistingPolicy | undefined;
  const existingByKind: Partial<Record<PayloadKind, ExistingPolicy>> = {};
  for (const text of texts) {
    const split = text.indexOf('=');
    const policy = EXISTING.find((candidate) => candidate === text.slice(split + 1));
    if (policy === undefined) {
      throw new RestackError('USAGE', `--existing expects one of ${EXISTING.join(', ')}, or KIND=POLICY`, {
        hints: ['restack plan --help'],
      });
    }
    if (split === -1) {
      if (existing !== undefined) throw new RestackError('USAGE', '--existing was given twice for all kinds');
      existing = policy;
    } else {
      const kind = parseKind(text.slice(0, split));
      if (existingByKind[kind] !== undefined) {
        throw new RestackError('USAGE', `--existing was given twice for ${kind}`);
      }
      existingByKind[kind] = policy;
    }
  }
  return { existing: existing ?? DEFAULT_POLICY.existing, existingByKind };
}

/**
 * Parses `KIND` and `KIND/NAME`. A name may hold slashes.
 *
 * @throws USAGE when there is no such kind, or the name is empty.
 */
export function parseRecordSelector(text: string): RecordSelector {
  const split = text.indexOf('/');
  if (split === -1) return { kind: parseKind(text) };
  const name = text.slice(split + 1);
  if (name === '') throw new RestackError('USAGE', 'a name is missing after the slash: KIND or KIND/NAME');
  return { kind: parseKind(text.slice(0, split)), name };
}

/** The rule for an object of a kind that the target already has. */
export function selectExistingPolicy(policy: RestorePolicy, kind: PayloadKind): ExistingPolicy {
  return policy.existingByKind[kind] ?? policy.existing;
}

/** Formats a selector as a person would type it. */
export function formatRecordSelector({ kind, name }: RecordSelector): string {
  return name === undefined ? kind : `${kind}/${name}`;
}

import { KIB, MIB } from '../../core/sizes.js';

/** A kind of file that a flag or a variable names. */
export interface GivenFileKind {
  /** Its name in errors. */
  readonly name: string;
  /** The most that is read of it. */
  readonly limitBytes: number;
  /** True where `-` means standard input. Not where the path is kept, and the file read again later. */
  readonly takesStdin: boolean;
  /** True when all of it is a secret. Of certificate files only those with a private key are. */
  readonly isSecret: boolean;
}

const SMALL = { takesStdin: true, isSecret: false };

/** Every kind of file that is given to restack to be read. */
export const GIVEN_FILES = {
  certificate: { ...SMALL, name: 'certificate file', limitBytes: MIB },
  signInCertificate: {
    ...SMALL,
    name: 'certificate file of the sign-in',
    limitBytes: MIB,
    takesStdin: false,
  },
  trustRoots: { ...SMALL, name: 'CA file', limitBytes: MIB, takesStdin: false },
  password: { ...SMALL, name: 'password file', limitBytes: 64 * KIB, isSecret: true },
  legacyKey: { ...SMALL, name: 'key file', limitBytes: 64 * KIB, isSecret: true },
  signingKey: { ...SMALL, name: 'key to sign with', limitBytes: 64 * KIB, isSecret: true },
  verifyingKey: { ...SMALL, name: 'key to verify with', limitBytes: 64 * KIB },
  mapping: { ...SMALL, name: 'mapping file', limitBytes: MIB },
  // Some 300 bytes for each record.
  plan: { ...SMALL, name: 'plan file', limitBytes: 256 * MIB },
  stamps: { ...SMALL, name: 'stamps file', limitBytes: MIB, takesStdin: false },
  // Some 300 bytes for each set.
  workList: { ...SMALL, name: 'work list', limitBytes: 256 * MIB, takesStdin: false },
  // A set that is damaged everywhere has some 500 bytes for each record.
  setResult: { ...SMALL, name: 'result', limitBytes: 256 * MIB, takesStdin: false },
  weather: { ...SMALL, name: 'weather profile', limitBytes: MIB },
  seed: { ...SMALL, name: 'seed', limitBytes: 256 * MIB },
} as const satisfies Record<string, GivenFileKind>;

/** One of {@link GIVEN_FILES}. */
export type GivenFileName = keyof typeof GIVEN_FILES;

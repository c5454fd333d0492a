import { fileURLToPath } from 'node:url';

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));

/** The sample share. */
export const SHARE = ['--share', sample('share')] as const;

/** Opens the sets under the certificate of 2023. */
export const CERTIFICATE_2023 = ['--cert', sample('keys/TEST-ONLY-backup-2023.pfx')] as const;
export const CERTIFICATE_2022 = ['--cert', sample('keys/TEST-ONLY-backup-2022.pfx')] as const;
export const UNRELATED = ['--cert', sample('keys/TEST-ONLY-unrelated.pfx')] as const;
export const PASSWORD = ['--cert-password-file', sample('keys/TEST-ONLY-password.txt')] as const;
export const LEGACY_KEY = ['--key-file', sample('keys/TEST-ONLY-legacy-key.txt')] as const;

/** A file that is no certificate and no password. */
export const OTHER_FILE = sample('README.md');

/** Contoso's newest set, under the certificate of 2023, and its deployment. */
export const NEWEST = '265bb71b';
export const DEPLOYMENT = 'b3cbbb02-460c-4220-bf9c-1c3ecc7f3d1d';
/** Contoso's set of 2018, under the legacy key. */
export const LEGACY = '85edb256';

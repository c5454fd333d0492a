import { stableBytes } from './stable-values.js';

/** A repository that nobody outside the product can read. */
export interface OpaqueRepository {
  readonly repositoryName: string;
  readonly doubleEncrypted: boolean;
  /** File name and size in bytes. */
  readonly files: Readonly<Record<string, number>>;
}

/** A few of those that stand in every real set. */
export const OPAQUE_REPOSITORIES: readonly OpaqueRepository[] = [
  {
    repositoryName: 'CA;CertificateAuthority;-;CertificateAuthority',
    doubleEncrypted: true,
    files: { 'CertificateAuthority.p12': 1900, 'DataBase/AzureStackCertificationAuthority.edb': 2100 },
  },
  {
    repositoryName: 'Domain;ActiveDirectory;-;Domain',
    doubleEncrypted: false,
    files: { 'Active Directory/ntds.dit': 3000, 'registry/SYSTEM': 700 },
  },
  {
    repositoryName: 'KeyVaultInternalDataPlane;KeyVault;-;InternalVaults',
    doubleEncrypted: true,
    files: { 'InternalVaults.bak': 1600, 'InternalVaults.log': 500 },
  },
];

/** The same bytes every time for one place; they mean nothing. */
export function opaqueFiles(repository: OpaqueRepository, label: string): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(repository.files).map(([name, sizeBytes]) => [
      name,
      stableBytes(`${label} ${repository.repositoryName} ${name}`, sizeBytes),
    ]),
  );
}

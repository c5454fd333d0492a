import { delimiter } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** What the environment says where a flag was not given. Holds no secret, so it may be shown. */
export interface RestackEnvironment {
  /** `RESTACK_SHARE`. */
  readonly share: string | undefined;
  /** `RESTACK_CERT`: one path, or several separated as in `PATH`. */
  readonly certFiles: readonly string[];
}

/** Reads the variables that are no secrets. An empty variable counts as absent. */
export function readEnvironment(variables: Variables = process.env): RestackEnvironment {
  return {
    share: variables['RESTACK_SHARE'] || undefined,
    certFiles: (variables['RESTACK_CERT'] ?? '').split(delimiter).filter((file) => file !== ''),
  };
}

/** `RESTACK_CERT_PASSWORD`; an empty one is a password, too. A secret: never put it into an error, a message or a result. */
export function readCertPassword(variables: Variables = process.env): string | undefined {
  return variables['RESTACK_CERT_PASSWORD'];
}

/** `RESTACK_ENCRYPTION_KEY`, the legacy base64 key. A secret: never put it into an error, a message or a result. */
export function readEncryptionKey(variables: Variables = process.env): string | undefined {
  return variables['RESTACK_ENCRYPTION_KEY'] || undefined;
}

import { delimiter } from 'node:path';
import { RestackError } from '../core/errors/restack-error.js';
import { processRedactor } from '../core/redaction/redactor.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** The settings in the environment, for flags that were not given. They hold no secret, so they may be shown. */
export interface RestackEnvironment {
  /** `RESTACK_SHARE`. */
  readonly share: string | undefined;
  /** `RESTACK_SHARE_USER`. */
  readonly shareUser: string | undefined;
  /** `RESTACK_CERT`: one path, or several separated as in `PATH`. */
  readonly certFiles: readonly string[];
  /** `RESTACK_TARGET`. */
  readonly target: string | undefined;
  /** `RESTACK_USER_TARGET`. */
  readonly userTarget: string | undefined;
}

/** Reads the variables that are no secrets. An empty variable counts as absent. */
export function readEnvironment(variables: Variables = process.env): RestackEnvironment {
  return {
    share: variables['RESTACK_SHARE'] || undefined,
    shareUser: variables['RESTACK_SHARE_USER'] || undefined,
    certFiles: (variables['RESTACK_CERT'] ?? '').split(delimiter).filter((file) => file !== ''),
    target: variables['RESTACK_TARGET'] || undefined,
    userTarget: variables['RESTACK_USER_TARGET'] || undefined,
  };
}

/** Threads of Node when nobody says otherwise. */
const DEFAULT_POOL_THREADS = 4;

/**
 * Reads `UV_THREADPOOL_SIZE`, of Node itself: the number of calls that wait for files and file servers at a time. What is
 * no number counts as 1, as in Node.
 */
export function readPoolThreads(variables: Variables = process.env): number {
  const size = variables['UV_THREADPOOL_SIZE'];
  return size === undefined ? DEFAULT_POOL_THREADS : Math.max(1, Number.parseInt(size, 10) || 0);
}

/**
 * Reads `RESTACK_CERT_PASSWORD`; an empty one is a password, too. A secret: never put it into an error, a message or a
 * result.
 */
export function readCertPassword(variables: Variables = process.env): string | undefined {
  return keep(variables['RESTACK_CERT_PASSWORD']);
}

/**
 * Reads `RESTACK_SHARE_PASSWORD`, of the user that the cloud writes backups as. A secret: never put it into an error, a
 * message or a result.
 */
export function readSharePassword(variables: Variables = process.env): string | undefined {
  return keep(variables['RESTACK_SHARE_PASSWORD'] || undefined);
}

/** Reads `RESTACK_SHARE_PASSWORD` as {@link readSharePassword}, and takes it out: programs that are started get no copy. */
export function takeSharePassword(
  variables: Record<string, string | undefined> = process.env,
): string | undefined {
  const password = readSharePassword(variables);
  delete variables['RESTACK_SHARE_PASSWORD'];
  return password;
}

/**
 * Reads `RESTACK_ENCRYPTION_KEY`, the legacy base64 key. A secret: never put it into an error, a message or a result.
 */
export function readEncryptionKey(variables: Variables = process.env): string | undefined {
  return keep(variables['RESTACK_ENCRYPTION_KEY'] || undefined);
}

/** The variables of the Azure SDK that name an application and what it signs in with. Empty ones count as absent. */
export interface SignInVariables {
  /** GUID or domain of the directory; AD FS needs none. */
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly certificatePath: string | undefined;
  readonly certificatePassword: string | undefined;
}

/** Reads the variables of the Azure SDK. Holds secrets: never put it into an error, a message or a result. */
export function readSignIn(variables: Variables = process.env): SignInVariables {
  const read = (name: string) => variables[name] || undefined;
  keep(variables['AZURE_PASSWORD']);
  return {
    tenantId: read('AZURE_TENANT_ID'),
    clientId: read('AZURE_CLIENT_ID'),
    clientSecret: keep(read('AZURE_CLIENT_SECRET')),
    certificatePath: read('AZURE_CLIENT_CERTIFICATE_PATH'),
    certificatePassword: keep(read('AZURE_CLIENT_CERTIFICATE_PASSWORD')),
  };
}

/** Reads `RESTACK_SIGN_IN` and `RESTACK_CLIENT_ID`: the way to sign in, and the public client of a person. */
export function readSignInChoice(variables: Variables = process.env): {
  readonly method: string | undefined;
  readonly clientId: string | undefined;
} {
  return {
    method: variables['RESTACK_SIGN_IN'] || undefined,
    clientId: variables['RESTACK_CLIENT_ID'] || undefined,
  };
}

/**
 * Reads `AZURE_AUTHORITY_HOST`, the sign-in service that the caller trusts beside the cloud's own and the public ones.
 */
export function readAuthorityHost(variables: Variables = process.env): string | undefined {
  return variables['AZURE_AUTHORITY_HOST'] || undefined;
}

/**
 * Reads the proxy to the cloud from the usual variables: `HTTPS_PROXY` or `ALL_PROXY`, and `NO_PROXY`, in upper or
 * lower case. Its URL can hold a password.
 *
 * @throws CONFIG when the variable holds no http or https URL.
 */
export function readProxy(
  variables: Variables = process.env,
): { readonly url: string; readonly noProxy: readonly string[] } | undefined {
  const read = (name: string) => variables[name] || variables[name.toLowerCase()] || undefined;
  const name = ['HTTPS_PROXY', 'ALL_PROXY'].find((candidate) => read(candidate) !== undefined);
  const url = name === undefined ? undefined : read(name);
  if (name === undefined || url === undefined) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new RestackError('CONFIG', `${name} is no URL of a proxy; expected http://host:port`);
  }
  keep(new URL(url).password);
  const noProxy = (read('NO_PROXY') ?? '').split(',').map((item) => item.trim());
  return { url, noProxy: noProxy.filter((item) => item !== '') };
}

/** Lets no output repeat a secret. */
function keep<T extends string | undefined>(secret: T): T {
  processRedactor.keep(secret);
  return secret;
}

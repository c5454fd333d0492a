import { RestackError } from '../core/errors/restack-error.js';
import { processRedactor } from '../core/redaction/redactor.js';
import { readVariable, readWhole, selectSetting, selectValue, type Setting } from './settings.js';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The settings for flags that were not given: of the environment, else of a configuration file. They hold no secret, so
 * they may be shown. Where a variable holds a secret, no file of a setting stands in for it.
 */
export interface RestackEnvironment {
  /** `RESTACK_SHARE`. */
  readonly share: string | undefined;
  /** `RESTACK_SHARE_USER`. */
  readonly shareUser: string | undefined;
  readonly sharePasswordFile: string | undefined;
  /** `RESTACK_SHARE_ENCRYPT`, as it is written. */
  readonly shareEncrypts: string | undefined;
  /** `RESTACK_CERT`: one path, or several separated as in `PATH`. */
  readonly certFiles: readonly string[];
  readonly certPasswordFiles: readonly string[];
  readonly keyFile: string | undefined;
  /** `RESTACK_TARGET`. */
  readonly target: string | undefined;
  /** `RESTACK_USER_TARGET`. */
  readonly userTarget: string | undefined;
  readonly caFile: string | undefined;
  /** `RESTACK_RUN_DIR`. */
  readonly runDir: string | undefined;
}

/** Reads the settings that are no secrets. */
export function readEnvironment(variables: Variables = process.env): RestackEnvironment {
  return {
    share: selectValue('share', variables),
    shareUser: selectValue('share-user', variables),
    sharePasswordFile: selectValue('share-password-file', variables),
    shareEncrypts: selectValue('share-encrypt', variables),
    certFiles: selectSetting('cert', variables)?.values ?? [],
    certPasswordFiles: selectSetting('cert-password-file', variables)?.values ?? [],
    keyFile: selectValue('key-file', variables),
    target: selectValue('target', variables),
    userTarget: selectValue('user-target', variables),
    caFile: selectValue('ca-file', variables),
    runDir: selectValue('run-dir', variables),
  };
}

/**
 * Variables in which schedulers tell a process which of many it is, all counted from 0: Kubernetes does so by itself, the
 * others as their array is laid out. Azure Batch has names of tasks, which are to end in the number.
 */
const SHARD_VARIABLES = ['JOB_COMPLETION_INDEX', 'SLURM_ARRAY_TASK_ID', 'AZ_BATCH_TASK_ID'] as const;

/**
 * Reads which shard of `count` this process is from the variable of its scheduler.
 *
 * @returns a number from 1 to `count`.
 * @throws USAGE when no variable says it, two of them differ, or it is no number from 0 to `count - 1`.
 */
export function readShardIndex(count: number, variables: Variables = process.env): number {
  const told = SHARD_VARIABLES.flatMap((name) => {
    const value = variables[name] || undefined;
    return value === undefined ? [] : [{ name, value }];
  });
  const hints = [`count from 0 to ${count - 1} there, or say it: --shard 1/${count}`];
  const [first] = told;
  if (first === undefined) {
    const message = `no scheduler says which shard this is: none of ${SHARD_VARIABLES.join(', ')} is set`;
    throw new RestackError('USAGE', message, { hints });
  }
  const indexes = told.map(({ name, value }) => {
    const digits = (name === 'AZ_BATCH_TASK_ID' ? /\d+$/ : /^\d+$/).exec(value)?.[0];
    const index = Number(digits);
    if (digits !== undefined && index < count) return index;
    throw new RestackError(
      'USAGE',
      `${name} is no shard of ${count}: expected a number from 0 to ${count - 1}`,
      {
        hints,
      },
    );
  });
  const [index = 0] = indexes;
  if (indexes.some((other) => other !== index)) {
    const message = `${told.map(({ name }) => name).join(' and ')} name different shards`;
    throw new RestackError('USAGE', message, { hints });
  }
  return index + 1;
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
  return keep(readWhole('RESTACK_CERT_PASSWORD', variables));
}

/**
 * Reads `RESTACK_SHARE_PASSWORD`, of the user that the cloud writes backups as. A secret: never put it into an error, a
 * message or a result.
 */
export function readSharePassword(variables: Variables = process.env): string | undefined {
  return keep(readVariable('RESTACK_SHARE_PASSWORD', variables));
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
  return keep(readVariable('RESTACK_ENCRYPTION_KEY', variables));
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

/**
 * Reads the variables of the Azure SDK. Holds secrets: never put it into an error, a message or a result.
 *
 * @throws CONFIG for a directory that is neither a GUID nor a domain.
 */
export function readSignIn(variables: Variables = process.env): SignInVariables {
  const read = (name: string) => readVariable(name, variables)?.trim();
  const secret = (name: string) => keep(readVariable(name, variables));
  keep(variables['AZURE_PASSWORD']);
  return {
    tenantId: parseTenant(read('AZURE_TENANT_ID')),
    clientId: read('AZURE_CLIENT_ID'),
    // No sign-in service gives a secret with blanks around it, and shells leave some there.
    clientSecret: secret('AZURE_CLIENT_SECRET')?.trim(),
    certificatePath: readVariable('AZURE_CLIENT_CERTIFICATE_PATH', variables),
    certificatePassword: secret('AZURE_CLIENT_CERTIFICATE_PASSWORD'),
  };
}

function parseTenant(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w-]+(?:\.[\w-]+)*$/.test(text)) return text;
  throw new RestackError('CONFIG', 'AZURE_TENANT_ID is no directory: expected its GUID or its domain');
}

/** The way to sign in, and the public client of a person, each with the place that names it. */
export interface SignInChoice {
  readonly method: Setting | undefined;
  readonly clientId: Setting | undefined;
}

/** Reads `RESTACK_SIGN_IN` and `RESTACK_CLIENT_ID`, or what a configuration file has in their place. */
export function readSignInChoice(variables: Variables = process.env): SignInChoice {
  return { method: selectSetting('sign-in', variables), clientId: selectSetting('client-id', variables) };
}

/**
 * Reads `AZURE_AUTHORITY_HOST`, the sign-in service that the caller trusts beside the cloud's own and the public ones.
 *
 * @throws CONFIG when it is no https URL.
 */
export function readAuthorityHost(variables: Variables = process.env): string | undefined {
  const host = readVariable('AZURE_AUTHORITY_HOST', variables)?.trim();
  if (host === undefined || (URL.canParse(host) && new URL(host).protocol === 'https:')) return host;
  throw new RestackError(
    'CONFIG',
    'AZURE_AUTHORITY_HOST is no URL of a sign-in service; expected https://HOST',
  );
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
  const read = (name: string) =>
    (readVariable(name, variables) ?? readVariable(name.toLowerCase(), variables))?.trim();
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

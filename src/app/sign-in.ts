import type { Person } from '../adapters/azure/sign-in/personal-sign-in.js';
import type { TargetCredential } from '../adapters/azure/sign-in/credential.js';
import { isGuid } from '../core/guid.js';
import { RestackError } from '../core/errors/restack-error.js';
import type { AppContext } from './app.js';
import { readSignIn, readSignInChoice, type SignInVariables } from './environment.js';
import { forGivenFiles } from './sample-share.js';

/** The ways to sign in to a cloud. */
export const SIGN_IN_METHODS = ['environment', 'certificate', 'device-code', 'browser', 'azure-cli'] as const;

export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** The flags of a sign-in. Absent ones are taken from `RESTACK_SIGN_IN` and `RESTACK_CLIENT_ID`. */
export interface SignInOptions {
  /** One of {@link SIGN_IN_METHODS}. */
  readonly signIn?: string | undefined;
  /** The public client by which a person signs in. */
  readonly clientId?: string | undefined;
}

/** The way to sign in, decided before anything else is read. */
export interface ChosenSignIn {
  readonly method: SignInMethod;
  /** The public client by which a person signs in. */
  readonly clientId: string;
  /** The variables that would have made a person needless; empty when somebody has chosen the way. */
  readonly missing: readonly string[];
}

/** Azure PowerShell, which both identity systems know without anybody's doing. Source: REST reference, section 1.3. */
const PUBLIC_CLIENT_ID = '1950a258-227b-4e31-a9cf-717495945fc2';

/**
 * Selects the way to sign in: the one that flag or variable names; else the environment where its variables are
 * complete; else, at a terminal, a device code.
 *
 * @throws CONFIG when nothing is named, nobody is there, and variables are missing: each is named; or when the variables
 * of the way that is named are. USAGE for a client id beside a way that has none.
 */
export function selectSignIn(options: SignInOptions, context: Pick<AppContext, 'person'>): ChosenSignIn {
  const { named, clientId } = parseSignInFlags(options);
  const missing = listMissing(readSignIn(), named);
  const method = named ?? selectByDefault(missing, context);
  if (!isPersonal(method)) assertNoClient(options.clientId);
  if (!isPersonal(method) && method !== 'azure-cli' && missing.length > 0) {
    throw createMissingError(missing, method);
  }
  return {
    method,
    clientId: clientId ?? PUBLIC_CLIENT_ID,
    missing: named === undefined ? missing : [],
  };
}

/**
 * Parses what flags and variables say about the sign-in, without a look at what it would need.
 *
 * @throws USAGE for a way that there is none of, a client id that is no GUID, or one beside a way that has none.
 */
export function parseSignInFlags(options: SignInOptions): {
  readonly named: SignInMethod | undefined;
  readonly clientId: string | undefined;
} {
  const choice = readSignInChoice();
  const named =
    parseMethod(options.signIn, '--sign-in') ??
    parseMethod(choice.method?.values[0], choice.method?.place ?? '');
  if (named !== undefined && !isPersonal(named)) assertNoClient(options.clientId);
  return { named, clientId: parseClientId(options.clientId ?? choice.clientId?.values[0]) };
}

function isPersonal(method: SignInMethod): method is 'device-code' | 'browser' {
  return method === 'device-code' || method === 'browser';
}

function selectByDefault(missing: readonly string[], { person }: Pick<AppContext, 'person'>): SignInMethod {
  return missing.length > 0 && person?.isPresent === true ? 'device-code' : 'environment';
}

function assertNoClient(clientId: string | undefined): void {
  if (clientId === undefined) return;
  const message = '--client-id is for a person: it goes with --sign-in device-code or browser';
  throw new RestackError('USAGE', message, {
    hints: ['the application of --sign-in environment is AZURE_CLIENT_ID'],
  });
}

function parseMethod(text: string | undefined, place: string): SignInMethod | undefined {
  const method = SIGN_IN_METHODS.find((known) => known === text);
  if (text === undefined || method !== undefined) return method;
  throw new RestackError('USAGE', `${place} expects one of ${SIGN_IN_METHODS.join(', ')}`);
}

function parseClientId(text: string | undefined): string | undefined {
  if (text === undefined || isGuid(text)) return text;
  throw new RestackError('USAGE', '--client-id (or RESTACK_CLIENT_ID) expects the GUID of an application');
}

const SECRET = 'AZURE_CLIENT_SECRET';
const CERTIFICATE = 'AZURE_CLIENT_CERTIFICATE_PATH';

/** AD FS needs no tenant, and the metadata of some clouds names one: alone it is missing only when they say so. */
function listMissing(found: SignInVariables, method: SignInMethod | undefined): readonly string[] {
  const proofs =
    method === 'certificate' ? [found.certificatePath] : [found.clientSecret, found.certificatePath];
  const missing = [
    ...(found.clientId === undefined ? ['AZURE_CLIENT_ID'] : []),
    ...(proofs.some((proof) => proof !== undefined)
      ? []
      : [method === 'certificate' ? CERTIFICATE : `${SECRET} or ${CERTIFICATE}`]),
  ];
  const isTenantMissing = missing.length > 0 && found.tenantId === undefined;
  return isTenantMissing ? ['AZURE_TENANT_ID (not with AD FS)', ...missing] : missing;
}

function createMissingError(missing: readonly string[], method: SignInMethod): RestackError {
  return new RestackError(
    'CONFIG',
    `nothing to sign in with: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    {
      hints: ['or sign in as a person, with device-code, browser or azure-cli: --sign-in device-code'],
      details: { missing, method },
    },
  );
}

/**
 * Reads the credential of the chosen way; says so where a person signs in because variables are missing.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING, UNSUPPORTED, WRONG_PASSWORD or CONFIG for the certificate file.
 */
export async function readCredential(chosen: ChosenSignIn, context: AppContext): Promise<TargetCredential> {
  const found = readSignIn();
  const { tenantId } = found;
  const { method, clientId, missing } = chosen;
  if (method === 'azure-cli') return { kind: method, tenantId };
  if (method === 'device-code' || method === 'browser') {
    const person = selectPerson(context);
    if (missing.length > 0) {
      person.tell(`Not in the environment: ${missing.join(', ')}. A person signs in, with a device code.`);
    }
    return { kind: method, tenantId, clientId, person };
  }
  const application = { tenantId, clientId: found.clientId ?? '' };
  if (found.clientSecret !== undefined && method === 'environment') {
    return { kind: 'secret', ...application, clientSecret: found.clientSecret };
  }
  const path = found.certificatePath ?? '';
  const { readSignInCertificate } = await import('../adapters/keys/sign-in-certificate.js');
  const certificate = await readSignInCertificate(path, found.certificatePassword, forGivenFiles(context));
  return { kind: 'certificate', ...application, certificate };
}

function selectPerson(context: AppContext): Person {
  return context.person ?? { isPresent: false, tell: (text) => context.warn(text) };
}

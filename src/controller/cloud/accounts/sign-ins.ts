/** The rules by which people sign in. A test may change them. */
export interface SignInRules {
  /** The audiences that a refresh token is good for: any, the one that it was given with, or none any more. */
  readonly refreshTokens: 'any-audience' | 'one-audience' | 'revoked';
  /** The pause between two questions about a device code. */
  readonly intervalSeconds: number;
  readonly codeLifetimeSeconds: number;
  /** Applications that people may sign in to. */
  readonly publicClients: readonly string[];
}

/** The application that every directory knows: Azure PowerShell. Source: REST reference, section 1.3. */
const KNOWN_CLIENT = '1950a258-227b-4e31-a9cf-717495945fc2';

const DEFAULT_RULES: SignInRules = {
  refreshTokens: 'any-audience',
  intervalSeconds: 5,
  codeLifetimeSeconds: 900,
  publicClients: [KNOWN_CLIENT],
};

/** A sign-in that a program has asked for, and what a person has said to it. */
export interface DeviceSignIn {
  readonly userCode: string;
  readonly deviceCode: string;
  readonly clientId: string;
  readonly audience: string;
  readonly expiresAtMs: number;
  readonly answer: 'none' | 'declined' | { readonly userName: string };
}

/** A person's consent that is to be redeemed once. */
export interface AuthorizationCode {
  readonly clientId: string;
  readonly audience: string;
  readonly redirectUri: string;
  /** SHA-256 of the verifier, base64url. Source: RFC 7636, section 4.2. */
  readonly challenge: string;
  readonly userName: string;
  readonly expiresAtMs: number;
}

/** The person, program and audience of a refresh token. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly audience: string;
  readonly userName: string;
}

/** The sign-ins of people that are under way, and the refresh tokens. Kept in memory only. */
export interface SignIns {
  rules: SignInRules;
  /** By device code. */
  readonly devices: Map<string, DeviceSignIn>;
  readonly codes: Map<string, AuthorizationCode>;
  readonly refreshTokens: Map<string, RefreshGrant>;
}

export function createSignIns(): SignIns {
  return { rules: DEFAULT_RULES, devices: new Map(), codes: new Map(), refreshTokens: new Map() };
}

/** Finds a sign-in by the code that a person types, without regard to case, blanks and dashes. */
export function findDevice(signIns: SignIns, userCode: string): DeviceSignIn | undefined {
  const squeeze = (code: string) => code.replace(/[\s-]/g, '').toUpperCase();
  return [...signIns.devices.values()].find((device) => squeeze(device.userCode) === squeeze(userCode));
}

/** Puts down what a person says to a sign-in. @returns false when nobody waits for it any more. */
export function answerDevice(
  signIns: SignIns,
  userCode: string,
  said: { readonly answer: Exclude<DeviceSignIn['answer'], 'none'>; readonly nowMs: number },
): boolean {
  const device = findDevice(signIns, userCode);
  if (device === undefined || device.answer !== 'none' || device.expiresAtMs <= said.nowMs) return false;
  signIns.devices.set(device.deviceCode, { ...device, answer: said.answer });
  return true;
}

import { RestackError } from '../../core/errors/restack-error.js';

/** The settings as a person typed them. Absent members stay as they are. */
export interface GivenSettings {
  readonly path?: string | undefined;
  readonly userName?: string | undefined;
  /** As typed. */
  readonly frequencyHours?: string | undefined;
  readonly retentionDays?: string | undefined;
}

/** The typed settings, checked. */
export interface CheckedSettings {
  readonly path?: string | undefined;
  readonly userName?: string | undefined;
  readonly frequencyHours?: number | undefined;
  readonly retentionDays?: number | undefined;
}

/** The ranges that the service accepts. Source: format specification, section 6. */
const FREQUENCY = { min: 4, max: 12, unit: 'hours' } as const;
const RETENTION = { min: 2, max: 14, unit: 'days' } as const;

/**
 * Checks settings by the service's own rules, before anything is sent.
 *
 * @param allowsFolder true for a cloud on this machine, where a folder stands in for a share
 * @throws USAGE with everything that breaks a rule. Source: format specification, section 6.
 */
export function checkSettings(given: GivenSettings, allowsFolder: boolean): CheckedSettings {
  const { path, userName, frequencyHours, retentionDays } = given;
  const faults = [
    path === undefined ? undefined : judgePath(path, allowsFolder),
    userName === undefined ? undefined : judgeUserName(userName),
    judgeNumber('--frequency', frequencyHours, FREQUENCY),
    judgeNumber('--retention', retentionDays, RETENTION),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) {
    throw new RestackError('USAGE', faults.map(({ message }) => message).join('; '), {
      hints: faults.flatMap(({ hint }) => hint ?? []),
    });
  }
  return {
    path,
    userName,
    frequencyHours: frequencyHours === undefined ? undefined : Number(frequencyHours),
    retentionDays: retentionDays === undefined ? undefined : Number(retentionDays),
  };
}

interface Fault {
  readonly message: string;
  readonly hint?: string;
}

const UNC = /^\\\\(?<host>[^\\/]+)\\(?<rest>.+)$/;
const LABEL = '(?!-)[a-z0-9_-]{1,63}(?<!-)';
const FQDN = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.(?!\\d+$)${LABEL}$`, 'i');
const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
/** Characters that no name on a share may hold, `/` and control characters included. */
const FORBIDDEN = /[<>:"|?*/\p{Cc}]/u;
const QUOTING = String.raw`quote it, or the shell takes the backslashes away: --path '\\nas.contoso.example\backup'`;

function judgePath(path: string, allowsFolder: boolean): Fault | undefined {
  const expected = String.raw`expected \\HOST\SHARE`;
  const { host, rest } = UNC.exec(path)?.groups ?? {};
  if (host === undefined || rest === undefined) {
    if (allowsFolder && isAbsoluteFolder(path)) return undefined;
    if (/^\\(?!\\)/.test(path)) return { message: `--path is no UNC path, ${expected}`, hint: QUOTING };
    return {
      message: `--path is no UNC path, ${expected}${allowsFolder ? ' or the absolute path of a folder' : ''}`,
    };
  }
  if (!FQDN.test(host) && !IPV4.test(host)) {
    return { message: `--path names the host ${host}, expected a full domain name or an IP address` };
  }
  const names = rest.replace(/\\$/, '').split('\\');
  const isUsable = (name: string) => !['', '.', '..'].includes(name) && !FORBIDDEN.test(name);
  return names.every(isUsable)
    ? undefined
    : { message: `--path holds a name that no share has, ${expected}` };
}

function isAbsoluteFolder(path: string): boolean {
  return /^(?:\/(?!\/)|[a-z]:[\\/])/i.test(path) && !/\p{Cc}/u.test(path);
}

function judgeUserName(userName: string): Fault | undefined {
  if (/^[^\\/@\s\p{Cc}]+\\[^\\/@\p{Cc}]*[^\\/@\s\p{Cc}]$/u.test(userName)) return undefined;
  const message = String.raw`--user is none that the service takes, expected DOMAIN\user`;
  if (!userName.includes('\\') && !userName.includes('@')) {
    return {
      message,
      hint: String.raw`quote it, or the shell takes the backslash away: --user 'CONTOSO\svc-backup'`,
    };
  }
  return { message };
}

function judgeNumber(
  flag: string,
  text: string | undefined,
  { min, max, unit }: { readonly min: number; readonly max: number; readonly unit: string },
): Fault | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,3}$/.test(text) && Number(text) >= min && Number(text) <= max) return undefined;
  return { message: `${flag} expects a whole number of ${unit} from ${min} to ${max}` };
}

import { isJsonObject, type JsonObject, readText } from '../../../../cloud/json-value.js';
import { parseSecretId } from '../../../../cloud/told-names.js';
import { askAbout } from '../../../../core/errors/first-failure.js';
import { RestackError } from '../../../../core/errors/restack-error.js';
import { compareObjects, COPIES, type FieldDifference } from '../../comparison.js';
import type { ResourceAddress, WriteReply } from '../../../../cloud/cloud-port.js';
import type { Doubt, Found, KindAccess, NotYet, Unseen, Written } from '../resource-kind.js';
import { isInDisabledSubscription } from '../subscriptions/subscription.js';
import { recallVersion, showUnseen } from './recalled-version.js';
import { SECRET_RULES, type SecretVersion } from './secret-version.js';
import { ensureVaultAccess, viewPlannedVault } from './vault-access.js';

/** The versions of a secret that the target had before the first write, oldest first. */
interface SecretHistory {
  readonly versions: readonly JsonObject[];
  /** True when the target has versions that were not captured. */
  readonly foreign: boolean;
  /** True when an older version did not land, so that no newer one may. */
  broken: boolean;
}

/** Finds the version in the target's history, or says that the history cannot be seen before the run. */
export async function findVersion(
  version: SecretVersion,
  access: KindAccess,
): Promise<Found | Unseen | NotYet | undefined> {
  // Access that is about to be taken away counts for nothing.
  if ((await viewPlannedVault(version.vault, access))?.leftOpen === true) return findUnseen(version, access);
  try {
    const history = await readHistoryOnce(version, access);
    const found = selectOwn(version, history.versions);
    if (found !== undefined) return { value: showAll(version, found), address: addressOf(version, found) };
    const current = history.foreign ? history.versions.at(-1) : undefined;
    return current === undefined
      ? undefined
      : {
          value: current,
          address: addressOf(version, current),
          fixedBy: 'the target has versions of its own, and none is written over or after them',
        };
  } catch (error) {
    if (!(error instanceof RestackError) || error.code !== 'PERMISSION_MISSING') throw error;
    return findUnseen(version, access);
  }
}

/** Finds a version that the plan may not see. */
async function findUnseen(version: SecretVersion, access: KindAccess): Promise<Found | Unseen | NotYet> {
  const recalled = await recallVersion(version, access);
  const isClosed = 'unseen' in recalled && (await isInDisabledSubscription(version.vault.id, access));
  return isClosed ? { notYet: explainDisabled(version) } : recalled;
}

function explainDisabled({ place: { vault, name } }: SecretVersion): string {
  return (
    `nobody can be let into the vault ${vault} while its subscription is disabled in the target; to compare it, enable ` +
    `the subscription and restore with --only "secret/${name}" --allow-not-fresh`
  );
}

/** The time in which a version shows that was written although its answer was lost, in milliseconds. */
const DOUBT_LIMIT_MS = 60_000;

/** Opens the vault and reads the versions that it has, so that writing one has nothing to wait for. */
export async function prepareVersion(version: SecretVersion, access: KindAccess): Promise<SecretHistory> {
  await ensureVaultAccess(version.vault, access);
  return readHistoryOnce(version, access);
}

/** Writes a version, unless the target has it. One that an earlier attempt may have written has time to show. */
export async function writeVersion(
  version: SecretVersion,
  access: KindAccess,
  doubt: Doubt | undefined,
): Promise<WriteReply> {
  const history = await prepareVersion(version, access);
  const { name, vault } = version.place;
  const found =
    selectOwn(version, history.versions) ?? (await findDoubted(version, history, { access, doubt }));
  if (found !== undefined) return { status: 200, body: found, unchanged: true };
  if (history.broken || history.foreign) {
    const why = history.broken ? 'an older version of it did not land' : 'the target has versions of its own';
    throw new RestackError('PARTIAL', `secret ${name} of vault ${vault} is not written: ${why}`);
  }
  try {
    const reply = await access.target.append(version.place.address, version.body);
    // Without its answer nobody knows what the target calls the version.
    if (reply.body !== undefined) return reply;
    const written = await findOwn(version, access);
    return written === undefined ? reply : { ...reply, body: written };
  } catch (error) {
    return await settleDoubt(version, history, { access, error });
  }
}

/** Finds a version that an earlier attempt may have written, for as long as it may still show. */
async function findDoubted(
  version: SecretVersion,
  history: SecretHistory,
  { access, doubt }: { readonly access: KindAccess; readonly doubt: Doubt | undefined },
): Promise<JsonObject | undefined> {
  if (doubt === undefined || history.broken || history.foreign) return undefined;
  return findOwn(version, access, Math.max(0, DOUBT_LIMIT_MS - doubt.ageMs));
}

/** Settles a doubt, after an error that leaves it open whether the version was written: the target decides. */
async function settleDoubt(
  version: SecretVersion,
  history: SecretHistory,
  { access, error }: { readonly access: KindAccess; readonly error: unknown },
): Promise<WriteReply> {
  const isOpen = error instanceof RestackError && error.code === 'TARGET_UNREACHABLE';
  // Until the target has shown this version, none that is later may be written.
  history.broken = true;
  if (!isOpen) throw error;
  const written = await askAbout(error, () => findOwn(version, access, DOUBT_LIMIT_MS));
  if (written === undefined) throw explainDoubt(version, error);
  history.broken = false;
  return { status: 200, body: written };
}

function explainDoubt({ place: { vault, name } }: SecretVersion, cause: RestackError): RestackError {
  const { code, message, details, hints } = cause;
  const what = `whether it was written is not known, and the vault ${vault} does not show it: a resume looks for ${name} before it writes it again`;
  return new RestackError(code, `${message}; ${what}`, { cause, details, hints });
}

/** Finds that the target has a version more often than it was captured, as two writes of it leave it. */
export async function findCopies(
  version: SecretVersion,
  access: KindAccess,
): Promise<FieldDifference | undefined> {
  await ensureVaultAccess(version.vault, access);
  const isCopy = (candidate: JsonObject) => isEqual(version.body, candidate);
  const found = (await readVersions(version, access)).filter(isCopy).length;
  const sent = version.bodies.filter(isCopy).length;
  return found > sent ? { path: COPIES, sent, found } : undefined;
}

/**
 * Reads a version back. A disabled one shows everything but its value. A version that an earlier attempt of the run
 * wrote needs the same access as one that is written now, also so that the vault is closed again.
 */
export async function readVersionBack(
  version: SecretVersion,
  { reply, foundAt }: Written,
  access: KindAccess,
): Promise<JsonObject | undefined> {
  if (foundAt !== undefined) {
    try {
      return await readAt(foundAt, version, access);
    } catch (error) {
      if (!(error instanceof RestackError) || error.code !== 'PERMISSION_MISSING') throw error;
      return showUnseen(version, foundAt, access);
    }
  }
  await ensureVaultAccess(version.vault, access);
  const written = reply?.body === undefined ? version.place.address : addressOf(version, reply.body);
  return readAt(written, version, access);
}

async function readAt(
  address: ResourceAddress,
  version: SecretVersion,
  access: KindAccess,
): Promise<JsonObject | undefined> {
  if (isEnabled(version.body)) return access.target.read(address);
  const items = (await access.target.list(listAddressOf(version))) ?? [];
  const item = items.find((candidate) => addressOf(version, candidate).path === address.path);
  return item === undefined ? undefined : { ...item, value: version.body['value'] };
}

function readHistoryOnce(version: SecretVersion, access: KindAccess): Promise<SecretHistory> {
  const { vault, name } = version.place;
  return access.once(`versions of ${vault}/${name}`.toLowerCase(), async () => {
    const versions = await readVersions(version, access);
    const captured = [...version.bodies];
    const foreign = versions.some((there) => {
      const index = captured.findIndex((body) => isEqual(body, there));
      if (index !== -1) captured.splice(index, 1);
      return index === -1;
    });
    return { versions, foreign, broken: false };
  });
}

async function readVersions(version: SecretVersion, { target }: KindAccess): Promise<readonly JsonObject[]> {
  const items = (await target.list(listAddressOf(version))) ?? [];
  const sorted = items.toSorted((left, right) => createdAt(left) - createdAt(right));
  const versions: JsonObject[] = [];
  for (const item of sorted) {
    const bundle = isEnabled(item) ? await target.read(addressOf(version, item)) : item;
    if (bundle !== undefined) versions.push(bundle);
  }
  return versions;
}

/** Finds a version that was written, or may have been, as soon as the target shows it. */
function findOwn(
  version: SecretVersion,
  access: KindAccess,
  atMostMs?: number,
): Promise<JsonObject | undefined> {
  return access.readUntil(version.place.address, {
    read: async () => selectOwn(version, await readVersions(version, access)),
    isWritten: (found) => found !== undefined,
    atMostMs,
  });
}

/** The target's version that stands for this one: of several equal ones, the first belongs to the oldest. */
function selectOwn({ body, older }: SecretVersion, versions: readonly JsonObject[]): JsonObject | undefined {
  const before = older.filter((candidate) => isEqual(candidate, body)).length;
  return versions.filter((there) => isEqual(body, there))[before];
}

function isEqual(body: JsonObject, there: JsonObject): boolean {
  return compareObjects(body, showAll({ body }, there), SECRET_RULES).length === 0;
}

/** Adds the captured value to a disabled version, whose own value cannot be read; everything else of it must agree. */
function showAll({ body }: Pick<SecretVersion, 'body'>, there: JsonObject): JsonObject {
  return isEnabled(there) ? there : { ...there, value: body['value'] };
}

function listAddressOf({ place: { address } }: SecretVersion): ResourceAddress {
  return { ...address, path: `${address.path}/versions` };
}

/**
 * The address of a version that the target tells: only one of this vault and this secret is believed.
 *
 * @throws TARGET_UNREACHABLE for any other.
 */
function addressOf({ place: { vault, name, address } }: SecretVersion, there: JsonObject): ResourceAddress {
  const id = readText(there, 'id');
  if (id === undefined) return address;
  const told = parseSecretId(id);
  const isOwn =
    told !== undefined &&
    told.host.split('.')[0] === vault.toLowerCase() &&
    told.name.toLowerCase() === name.toLowerCase();
  if (isOwn) return { ...address, path: told.path };
  throw new RestackError(
    'TARGET_UNREACHABLE',
    `the vault ${vault} answers about secret ${name} with the id of something else`,
  );
}

function isEnabled(value: JsonObject): boolean {
  const { attributes } = value;
  return !isJsonObject(attributes) || attributes['enabled'] !== false;
}

function createdAt({ attributes }: JsonObject): number {
  const created = isJsonObject(attributes) ? attributes['created'] : undefined;
  return typeof created === 'number' ? created : 0;
}

import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { linkTo, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { describeItem } from './secret-bundle.js';
import { findSecret, VAULT_HOST } from './secrets.js';
import { badParameter, guarded, secretNotFound } from './vault-errors.js';
import { describeDeleted, getDeletedSecret, recoverSecret, purgeSecret } from './secret-deletion.js';

const MAX_PAGE = 25;

/** Lists of secrets, of their versions, and of deleted ones. Source: REST reference, section 8.2. */
export const SECRET_LIST_ROUTES: readonly Route[] = routesOf(VAULT_HOST, {
  '/secrets': { GET: guarded('list', listSecrets) },
  '/secrets/{secret}/versions': { GET: guarded('list', listVersions) },
  '/deletedsecrets': { GET: guarded('list', listDeleted) },
  '/deletedsecrets/{secret}': {
    GET: guarded('get', getDeletedSecret),
    DELETE: guarded('purge', purgeSecret),
  },
  '/deletedsecrets/{secret}/recover': { POST: guarded('recover', recoverSecret) },
});

/** Current versions, under ids without a version. */
function listSecrets(call: RoutedCall, cloud: Cloud): Reply {
  const vault = call.call.vaultName;
  const items = cloud.state.secrets
    .list()
    .filter((secret) => secret.vault.toLowerCase() === vault)
    .toSorted((left, right) => compare(left.name, right.name))
    .flatMap((secret) => {
      const current = secret.versions.at(-1);
      return current === undefined
        ? []
        : [() => describeItem(secret, current, { cloud, withVersion: false })];
    });
  return answerPage(items, call);
}

/** In no useful order: clients sort by `created`. */
function listVersions(call: RoutedCall, cloud: Cloud): Reply {
  const secret = findSecret(call, cloud);
  if (secret === undefined) return secretNotFound(call.params['secret'] ?? '');
  const items = secret.versions
    .toSorted((left, right) => compare(left.version, right.version))
    .map((version) => () => describeItem(secret, version, { cloud, withVersion: true }));
  return answerPage(items, call);
}

function listDeleted(call: RoutedCall, cloud: Cloud): Reply {
  const vault = call.call.vaultName;
  const items = cloud.state.deletedSecrets
    .list()
    .filter(({ secret }) => secret.vault.toLowerCase() === vault)
    .map((deleted) => () => describeDeleted(deleted, cloud));
  return answerPage(items, call);
}

function compare(left: string, right: string): number {
  return left.toLowerCase() < right.toLowerCase() ? -1 : 1;
}

/** Where a page starts. An empty one stands between any two full ones, as real vaults may do. */
interface Position {
  readonly skip: number;
  readonly isEmptyPage: boolean;
}

function answerPage(items: readonly (() => unknown)[], call: RoutedCall): Reply {
  const size = Number(call.call.query.get('maxresults') ?? MAX_PAGE);
  if (!Number.isSafeInteger(size) || size < 1 || size > MAX_PAGE) {
    return badParameter(`maxresults must be between 1 and ${MAX_PAGE}.`);
  }
  const position = parseToken(call.call.query.get('$skiptoken'));
  if (position === undefined) return badParameter('The $skiptoken is not valid.');
  const { skip, isEmptyPage } = position;
  if (isEmptyPage) return ok({ value: [], nextLink: link(call, { skip, isEmptyPage: false }) });
  const end = skip + size;
  const value = items.slice(skip, end).map((describe) => describe());
  return ok({ value, nextLink: end < items.length ? link(call, { skip: end, isEmptyPage: true }) : null });
}

function link(call: RoutedCall, position: Position): string {
  const text = `${position.isEmptyPage ? 'gap' : 'at'}:${position.skip}`;
  return linkTo(call.call, Buffer.from(text).toString('base64url'));
}

function parseToken(token: string | null): Position | undefined {
  if (token === null) return { skip: 0, isEmptyPage: false };
  const [, kind, skip] = /^(gap|at):(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return kind === undefined ? undefined : { skip: Number(skip), isEmptyPage: kind === 'gap' };
}

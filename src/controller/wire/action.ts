import type { Method } from './call.js';

const GROUPS = 'Microsoft.Resources/subscriptions/resourceGroups';

/**
 * The RBAC action of a verb on a path template, such as `Microsoft.Subscriptions.Admin/plans/write`.
 *
 * @returns undefined for paths outside of subscriptions, which need no permission.
 */
export function actionOf(method: Method, path: string): string | undefined {
  const type = typeOf(path);
  if (type === undefined) return undefined;
  return `${type}/${VERBS[method]}`;
}

const VERBS: Readonly<Record<Method, string>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'delete',
  POST: 'action',
};

function typeOf(path: string): string | undefined {
  if (!/^\/(subscriptions\/\{|\{scope\})/.test(path)) return undefined;
  const split = path.lastIndexOf('/providers/');
  if (split === -1)
    return path.toLowerCase().includes('/resourcegroups') ? GROUPS : 'Microsoft.Resources/subscriptions';
  const segments = path.slice(split + '/providers/'.length).split('/');
  const type = segments.filter((segment) => !segment.startsWith('{')).join('/');
  return segments[0]?.startsWith('{') === true ? `Microsoft.Resources/subscriptions/providers/${type}` : type;
}

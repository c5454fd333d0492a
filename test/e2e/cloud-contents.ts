import type { RunningController } from '../../src/controller/index.js';

/** Members that are made anew in every cloud: times, and ids that the server draws. */
const DRAWN: ReadonlySet<string> = new Set([
  'created',
  'updated',
  'createdAt',
  'updatedAt',
  'createdOn',
  'updatedOn',
  'createdBy',
  'updatedBy',
  'acquisitionTime',
  'registeredAtMs',
  'version',
  'etag',
]);

/**
 * Everything that is in a cloud, in an order of its own, without what no two clouds have in common. Versions of a secret
 * keep their order and their number.
 */
export function listContents(controller: RunningController): Readonly<Record<string, readonly string[]>> {
  const { collections } = controller.control.dump();
  const strip = (name: string, value: unknown): unknown => (DRAWN.has(name) ? undefined : value);
  return Object.fromEntries(
    Object.entries(collections).map(([name, objects]) => [
      name,
      objects
        .map((object) =>
          JSON.stringify(object, strip)
            .replaceAll(controller.providerSubscriptionId, '{provider}')
            .replaceAll(controller.tenantId, '{tenant}')
            .replaceAll(controller.principalId, '{principal}')
            .replaceAll(`:${controller.port}`, ''),
        )
        .toSorted(),
    ]),
  );
}

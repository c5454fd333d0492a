import type { Cloud } from './cloud.js';

/** True when the name is that of the stamp's one location. */
export function isLocation(cloud: Cloud, name: string | undefined): boolean {
  return name?.toLowerCase() === cloud.names.region.toLowerCase();
}

import type { Cloud } from './cloud.js';


/** True when the stamp's one location is meant. */
export function isLocation(cloud: Cloud, name: string | undefined): boolean {
  return name?.toLowerCase() === cloud.names.region.toLowerCase();
}

/** The calls that one object has had. */
export interface ObjectCount {
  readonly calls: number;
  /** Calls that changed something: other verbs than GET and HEAD, answered below 300. */
  readonly writes: number;
}

/** The calls that a controller has answered so far. */
export interface CallCounts {
  readonly calls: number;
  readonly writes: number;
  /** By `<verb> <host> <path template>`, then by status. */
  readonly routes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By `<host><path>` in lower case. */
  readonly objects: Readonly<Record<string, ObjectCount>>;
}

/** One of the last calls. */
export interface RecentCall {
  readonly time: Date;
  readonly method: string;
  readonly host: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
}

/** Counts calls; memory stays bounded however many come. */
export interface CallCounters {
  record(call: RecentCall, route: string): void;
  counts(): CallCounts;
  recent(): readonly RecentCall[];
  clear(): void;
}

const KEPT_CALLS = 50;
const KEPT_OBJECTS = 200_000;
const OTHERS = '(others)';

export function createCallCounters(): CallCounters {
  const routes = new Map<string, Map<number, number>>();
  const objects = new Map<string, { calls: number; writes: number }>();
  let recent: RecentCall[] = [];
  return {
    record: (call, route) => {
      countRoute(routes, `${call.method} ${call.host} ${route}`, call.status);
      countObject(objects, call);
      recent.push(call);
      if (recent.length > 2 * KEPT_CALLS) recent = recent.slice(-KEPT_CALLS);
    },
    counts: () => summarize(routes, objects),
    recent: () => recent.slice(-KEPT_CALLS).toReversed(),
    clear: () => {
      routes.clear();
      objects.clear();
      recent = [];
    },
  };
}

function countRoute(routes: Map<string, Map<number, number>>, key: string, status: number): void {
  const statuses = routes.get(key) ?? new Map<number, number>();
  routes.set(key, statuses);
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

function countObject(objects: Map<string, { calls: number; writes: number }>, call: RecentCall): void {
  const wanted = `${call.host}${call.path}`.toLowerCase();
  const key = objects.has(wanted) || objects.size < KEPT_OBJECTS ? wanted : OTHERS;
  const count = objects.get(key) ?? { calls: 0, writes: 0 };
  objects.set(key, count);
  count.calls += 1;
  if (call.method !== 'GET' && call.method !== 'HEAD' && call.status < 300) count.writes += 1;
}

function summarize(
  routes: ReadonlyMap<string, ReadonlyMap<number, number>>,
  objects: ReadonlyMap<string, ObjectCount>,
): CallCounts {
  let calls = 0;
  let writes = 0;
  for (const count of objects.values()) {
    calls += count.calls;
    writes += count.writes;
  }
  return {
    calls,
    writes,
    routes: Object.fromEntries([...routes].map(([key, statuses]) => [key, Object.fromEntries(statuses)])),
    objects: Object.fromEntries([...objects].map(([key, count]) => [key, { ...count }])),
  };
}

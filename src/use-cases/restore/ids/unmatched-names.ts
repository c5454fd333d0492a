import { quoteText } from '../../../schema/value-description.js';
import type { SetRecords } from '../../../backup-set/content/records.js';
import type { GivenMapping, Mapping } from './mapping.js';
import { type IdMap, rewriteRecord } from './rewrite-ids.js';

/** An old name of a mapping. */
export interface MappedName {
  readonly section: keyof Mapping;
  /** As the mapping writes it. */
  readonly name: string;
}

const SECTIONS = [
  'region',
  'providerSubscription',
  'externalDomain',
  'directoryTenants',
  'principals',
  'owners',
  'vaultNames',
  'resourceGroups',
] as const satisfies readonly (keyof Mapping)[];

/** A map that notes what it was asked for and has. */
class NotedMap extends Map<string, string> {
  readonly asked = new Set<string>();

  constructor(names: Readonly<Record<string, string>> | undefined) {
    super(Object.entries(names ?? {}).map(([old, name]) => [old.toLowerCase(), name]));
  }

  override get(key: string): string | undefined {
    const value = super.get(key);
    if (value !== undefined) this.asked.add(key);
    return value;
  }
}

/** A map of hosts that notes which regions and domains they are made of. */
class NotedSuffixes extends Map<string, string> {
  constructor(
    private readonly regions: NotedMap,
    private readonly domains: NotedMap,
  ) {
    super();
  }

  override get(suffix: string): undefined {
    const [region = ''] = suffix.split('.', 1);
    this.regions.get(region);
    this.domains.get(suffix.slice(region.length + 1));
    return undefined;
  }
}

/**
 * Lists the old names of a mapping that nothing in a set bears: misspelt, of another set, or in another encoding. Every
 * record is rewritten once, for what the rewriting asks the mapping for.
 */
export function listUnmatchedNames(records: SetRecords, mapping: Mapping): readonly MappedName[] {
  const noted = new Map(SECTIONS.map((section) => [section, new NotedMap(mapping[section])]));
  if ([...noted.values()].every(({ size }) => size === 0)) return [];
  const of = (section: (typeof SECTIONS)[number]) => noted.get(section) ?? new NotedMap(undefined);
  const map: IdMap = {
    subscriptions: of('providerSubscription'),
    regions: of('region'),
    suffixes: new NotedSuffixes(of('region'), of('externalDomain')),
    directories: of('directoryTenants'),
    principals: of('principals'),
    owners: of('owners'),
    vaultNames: of('vaultNames'),
    resourceGroups: of('resourceGroups'),
  };
  for (const list of Object.values(records)) {
    const all: readonly object[] = list;
    for (const record of all) rewriteRecord(record, map);
  }
  return SECTIONS.flatMap((section) =>
    Object.keys(mapping[section] ?? {})
      .filter((name) => !of(section).asked.has(name.toLowerCase()))
      .map((name) => ({ section, name })),
  );
}

/** More of them are one mistake. */
const TOLD = 50;

/** Warns of each old name that nothing in the set bears, with its place where that is known. */
export function warnOfUnmatchedNames(
  records: SetRecords,
  {
    mapping,
    placeOf,
  }: Pick<GivenMapping, 'mapping'> & { readonly placeOf?: GivenMapping['placeOf'] | undefined },
  dialogue: { warn(message: string): void },
): void {
  const unmatched = listUnmatchedNames(records, mapping);
  for (const { section, name } of unmatched.slice(0, TOLD)) {
    const place = placeOf?.(section, name) ?? '--map';
    dialogue.warn(`${place}: ${section} ${quoteText(name)} names nothing in the backup set`);
  }
  if (unmatched.length > TOLD) {
    dialogue.warn(`${unmatched.length - TOLD} more names of the mapping name nothing`);
  }
}

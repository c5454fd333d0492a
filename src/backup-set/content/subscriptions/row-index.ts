import { createFinding, type Finding, type FindingPlace } from '../../../core/errors/finding.js';
import type { FindingCode } from '../../../core/errors/finding-codes.js';
import { showName } from '../../database/database-fault.js';
import { chooseProvider } from './provider.js';
import type { UsedRow, UsedTable, UsedTables } from './used-tables.js';

/** The key of a row as rows refer to it: GUIDs compare without regard to case. */
export function keyOf(value: string | undefined): string {
  return (value ?? '').toLowerCase();
}

type OwnedRow = UsedRow<'Plans'> | UsedRow<'Offers'> | UsedRow<'Subscriptions'>;

/** The rows that others refer to, by key, and what is found about references that lead nowhere. */
export class RowIndex {
  readonly provider: string;
  readonly findings: Finding[] = [];
  readonly #place: FindingPlace;
  readonly #resellers: ReadonlyMap<string, string>;
  readonly #managerTypes: ReadonlyMap<string, string>;
  readonly #provisioningStates: ReadonlyMap<string, string>;
  readonly #subscriptionStates: ReadonlyMap<string, string>;
  readonly #linkTypes: ReadonlyMap<string, string>;
  readonly #plans: ReadonlySet<string>;
  readonly #offers: ReadonlyMap<string, UsedRow<'Offers'>>;

  /** @throws UNSUPPORTED when the rows do not tell which subscription is the provider's. */
  constructor(tables: UsedTables, place: FindingPlace) {
    this.#place = place;
    const pairs = (rows: readonly (readonly [string | undefined, string | undefined])[]) =>
      new Map(rows.map(([key, name]) => [keyOf(key), name ?? '']));
    this.#resellers = pairs(tables.ResellerSubscriptions.map((row) => [row.Id, row.SubscriptionId]));
    this.#managerTypes = pairs(
      tables.ResourceManagerTypes.map((row) => [row.ResourceManagerType, row.ResourceManagerTypeName]),
    );
    this.#provisioningStates = pairs(
      tables.ProvisioningStates.map((row) => [row.ProvisioningState, row.ProvisioningStateName]),
    );
    this.#subscriptionStates = pairs(
      tables.SubscriptionStates.map((row) => [row.SubscriptionState, row.SubscriptionStateName]),
    );
    this.#linkTypes = pairs(tables.PlanLinkTypes.map((row) => [row.PlanLinkType, row.PlanLinkTypeName]));
    this.#plans = new Set(tables.Plans.map(({ Id }) => keyOf(Id)));
    this.#offers = new Map(tables.Offers.map((row) => [keyOf(row.Id), row]));
    this.#findDuplicates(tables);
    const own = tables.Subscriptions.filter((row) => this.isOwn(row));
    this.provider = chooseProvider(
      own.flatMap(({ SubscriptionId }) => SubscriptionId ?? []),
      tables,
    );
  }

  /** A key that two rows have makes every reference to it mean two things. */
  #findDuplicates(tables: UsedTables): void {
    const keys: readonly (readonly [UsedTable, readonly (string | undefined)[]])[] = [
      ['ResellerSubscriptions', tables.ResellerSubscriptions.map(({ Id }) => Id)],
      ['ProvisioningStates', tables.ProvisioningStates.map((row) => row.ProvisioningState)],
      ['ResourceManagerTypes', tables.ResourceManagerTypes.map((row) => row.ResourceManagerType)],
      ['SubscriptionStates', tables.SubscriptionStates.map((row) => row.SubscriptionState)],
      ['PlanLinkTypes', tables.PlanLinkTypes.map((row) => row.PlanLinkType)],
      ['Plans', tables.Plans.map(({ Id }) => Id)],
      ['Offers', tables.Offers.map(({ Id }) => Id)],
    ];
    for (const [table, values] of keys) {
      const first = new Map<string, number>();
      for (const [position, value] of values.entries()) {
        const earlier = first.get(keyOf(value));
        if (earlier === undefined) first.set(keyOf(value), position);
        else
          this.add(
            'RECORD_DUPLICATE',
            `has the same key as the row at /${table}/${earlier}`,
            `/${table}/${position}`,
          );
      }
    }
  }

  isProvider(subscriptionId: string): boolean {
    return keyOf(subscriptionId) === keyOf(this.provider);
  }

  /** True for what the provider has for itself. */
  isOwn({ RoutingResourceManagerType: key }: OwnedRow): boolean {
    return keyOf(this.#managerTypes.get(keyOf(key))) === 'admin';
  }

  hasPlan(key: string | undefined): boolean {
    return this.#plans.has(keyOf(key));
  }

  findOffer(key: string | undefined): UsedRow<'Offers'> | undefined {
    return this.#offers.get(keyOf(key));
  }

  /** The subscription of the reseller that a row belongs to: the provider, for the operator's own. */
  resellerOf({ ResellerSubscriptionId: key }: OwnedRow, pointer: string): string | undefined {
    return this.#resellers.get(keyOf(key)) ?? this.dangle('reseller subscription', key, pointer);
  }

  managerTypeOf({ RoutingResourceManagerType: key }: OwnedRow, pointer: string): string | undefined {
    return this.#managerTypes.get(keyOf(key)) ?? this.dangle('resource manager type', key, pointer);
  }

  subscriptionStateOf({ State: key }: UsedRow<'Subscriptions'>, pointer: string): string | undefined {
    return this.#subscriptionStates.get(keyOf(key)) ?? this.dangle('subscription state', key, pointer);
  }

  /** The name of a plan's link to an offer, lower case. */
  linkTypeOf(key: string | undefined, pointer: string): string | undefined {
    return this.#linkTypes.get(keyOf(key))?.toLowerCase() ?? this.dangle('plan link type', key, pointer);
  }

  /** Says where a plan or an offer was not made to its end. */
  judgeState({ ProvisioningState: key }: UsedRow<'Plans'> | UsedRow<'Offers'>, pointer: string): void {
    const state = this.#provisioningStates.get(keyOf(key));
    if (state === undefined) this.dangle('provisioning state', key, pointer);
    else if (keyOf(state) !== 'succeeded')
      this.add(
        'DATABASE_UNTOLD',
        `it is in provisioning state ${showName(state)}: it may not be what it should become`,
        pointer,
      );
  }

  /** Notes a reference that leads nowhere. */
  dangle(what: string, key: string | undefined, pointer: string): undefined {
    this.add('REFERENCE_DANGLING', `its ${what} ${showName(key ?? 'NULL')} is not in the database`, pointer);
  }

  add(code: FindingCode, message: string, pointer?: string): void {
    const place = pointer === undefined ? this.#place : { ...this.#place, pointer };
    this.findings.push(createFinding(code, message, place));
  }
}

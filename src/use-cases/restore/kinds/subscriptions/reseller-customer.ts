import { normalizeArmId, selectLastSegment } from '../../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readTextOrEmpty } from '../../../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../../../cloud/operator-address.js';
import { RestackError } from '../../../../core/errors/restack-error.js';
import type { ResourceAddress, WriteReply } from '../../../../cloud/cloud-port.js';
import type { Found, KindAccess, KindContext, NotYet, Replay, Step } from '../resource-kind.js';

/** An offer that a reseller has made of one that was delegated to it. */
export interface ResellerOffer {
  /** The subscription of the reseller. */
  readonly reseller: string;
  readonly name: string;
}

/** The subscription of a reseller's customer, under an offer of the reseller. */
interface Customer {
  readonly address: ResourceAddress;
  /** The body as captured. */
  readonly body: JsonObject;
  /** The name that people call it by. */
  readonly name: string;
  readonly offer: ResellerOffer;
}

/** The reseller's offer that an id names; undefined for an offer of the operator. Source: REST reference, section 4.6. */
export function parseResellerOffer(offerId: string): ResellerOffer | undefined {
  const [, reseller, name] = /\/delegatedProviders\/([^/]+)\/offers\/([^/]+)$/i.exec(offerId) ?? [];
  return reseller === undefined || name === undefined ? undefined : { reseller, name };
}

/**
 * Describes the subscription of a reseller's customer. It gets under the reseller's offer by a move only: it is created
 * under the provider and the delegated offer, and moved then. Nobody but the reseller can make the reseller's offer
 * itself.
 *
 * Source: REST reference, sections 4.6, 4.7 and 11 (H).
 */
export function describeCustomer(
  customer: Customer,
  plain: { readonly steps: readonly [Step, ...Step[]]; readonly references: readonly string[] },
  context: KindContext,
): Replay {
  const [first, ...later] = plain.steps;
  const delegations = listDelegations(customer.offer, context).map(({ id }) => normalizeArmId(id));
  return {
    address: customer.address,
    steps: [
      {
        ...first,
        listCalls: (action) => {
          const move = { address: formatMoveAddress(context) };
          return action === 'create'
            ? [{ address: customer.address }, move]
            : [{ address: customer.address }];
        },
        write: (access) => createAndMove(customer, context, access),
      },
      ...later,
    ],
    references: [...plain.references, ...delegations],
    find: (access) => findCustomer(customer, context, access),
  };
}

async function findCustomer(
  { address, name, offer }: Customer,
  context: KindContext,
  { target }: KindAccess,
): Promise<Found | NotYet | undefined> {
  const value = await target.read(address);
  if (value !== undefined) return { value };
  if ((await target.read(formatOfferAddress(offer, context))) !== undefined) return undefined;
  return {
    notYet:
      `its offer ${offer.name} can be made only by the reseller ${offer.reseller}: once the reseller is back, have the ` +
      `offer made again in the user portal (${target.identity.userEndpoint}) under the same name, then restore with ` +
      `--only "subscription/${name}"`,
  };
}

/**
 * Creates the subscription and moves it. Each half is skipped when it is done already, so that both may be repeated; one
 * that is under its offer is written as it was captured.
 */
async function createAndMove(
  customer: Customer,
  context: KindContext,
  access: KindAccess,
): Promise<WriteReply> {
  const { address, body, offer } = customer;
  const { target } = access;
  const there = await target.read(address);
  let reply: WriteReply = { status: 200, body: there };
  if (there === undefined) {
    reply = await target.write(address, {
      ...body,
      state: 'Enabled',
      offerId: await findDelegatedOffer(offer, context, access),
      delegatedProviderSubscriptionId: target.identity.providerSubscriptionId,
    });
  }
  if (there !== undefined && isUnder(offer, there)) {
    reply = await target.write(address, { ...body, state: 'Enabled' });
  } else {
    await target.invoke(formatMoveAddress(context), {
      resources: [decodeURIComponent(address.path)],
      targetDelegatedProviderOffer: decodeURIComponent(formatOfferAddress(offer, context).path),
    });
  }
  return { status: reply.status, body: undefined };
}

function formatMoveAddress({ target }: KindContext): ResourceAddress {
  return formatSubscriptionsAdminAddress(target, ['moveSubscriptions']);
}

function isUnder({ reseller, name }: ResellerOffer, there: JsonObject): boolean {
  const found = parseResellerOffer(readTextOrEmpty(there, 'offerId'));
  return (
    found?.reseller.toLowerCase() === reseller.toLowerCase() &&
    found.name.toLowerCase() === name.toLowerCase()
  );
}

/**
 * Finds the operator's offer behind the reseller's: that one names the delegation, and the delegation names the
 * operator's.
 */
async function findDelegatedOffer(
  offer: ResellerOffer,
  context: KindContext,
  { target }: KindAccess,
): Promise<string> {
  const made = await target.read(formatOfferAddress(offer, context));
  const properties = isJsonObject(made?.['properties']) ? made['properties'] : {};
  const name = selectLastSegment(readTextOrEmpty(properties, 'delegatedOfferId')).toLowerCase();
  const delegation = listDelegations(offer, context).find(
    ({ id }) => selectLastSegment(id).toLowerCase() === name,
  );
  if (delegation !== undefined) return delegation.id.replace(/\/offerDelegations\/[^/]*$/i, '');
  throw new RestackError(
    'PARTIAL',
    `the offer ${offer.name} of reseller ${offer.reseller} was made of no offer that the set delegates to that reseller`,
  );
}

function listDelegations({ reseller }: ResellerOffer, { records }: KindContext) {
  return records.offerDelegation.filter(
    ({ properties }) => properties.subscriptionId.toLowerCase() === reseller.toLowerCase(),
  );
}

function formatOfferAddress({ reseller, name }: ResellerOffer, { target }: KindContext): ResourceAddress {
  return formatSubscriptionsAdminAddress(target, ['delegatedProviders', reseller, 'offers', name]);
}

import { normalizeArmId } from '../../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject } from '../../../../cloud/json-value.js';
import { selectOwnMembers } from '../../comparison.js';
import type { PayloadTypes } from '../../../../schema/payloads.js';
import type { Replay, ResourceKind, Step } from '../resource-kind.js';
import { describeGrouped, listGroupedAddresses } from './grouped-resource.js';

const FIRST_STATE = 'Private';
const DECOMMISSIONED = 'Decommissioned';

/** Offers. Source: REST reference, section 4.2. */
export const offer: ResourceKind<'offer'> = {
  kind: 'offer',
  rules: {
    serverOwned: [
      'id',
      'name',
      'type',
      'tags',
      'properties.subscriptionCount',
      'properties.provisioningState',
    ],
    anyCase: ['location', 'properties.basePlanIds[]', 'properties.addonPlans[].planId'],
    anyOrder: ['properties.basePlanIds', 'properties.addonPlans'],
    defaults: {
      'properties.description': '',
      'properties.externalReferenceId': '',
      'properties.state': FIRST_STATE,
      'properties.maxSubscriptionsPerAccount': 0,
      'properties.addonPlans': [],
      'properties.addonPlans[].maxAcquisitionCount': 1,
    },
  },
  listAddresses: (context) => listGroupedAddresses('offers', context),
  describe: (record, context) =>
    describeGrouped({ type: 'offers', id: record.id }, context, () => {
      const { basePlanIds, addonPlans, state } = record.properties;
      const addonIds = (addonPlans ?? []).map(({ planId }) => planId);
      return {
        steps: planSteps(selectOwnMembers(record, offer.rules), state ?? FIRST_STATE),
        references: [...(basePlanIds ?? []), ...addonIds].map(normalizeArmId),
        isClosed: isDecommissioned,
        ...describeUntold(record.properties),
      };
    }),
};

/** Describes what is left to a person where the set does not tell all of an offer. */
function describeUntold({
  state,
  addonPlans,
}: PayloadTypes['offer']['properties']): Pick<Replay, 'followUp'> {
  const left = [
    state === undefined && 'it is private, and the set does not tell its state: change it in the portal',
    (addonPlans ?? []).some(({ maxAcquisitionCount }) => maxAcquisitionCount === undefined) &&
      'each of its add-on plans may be acquired once, and the set does not tell how often: check that',
  ].filter((text) => text !== false);
  return left.length === 0 ? {} : { followUp: left.join('; ') };
}

/** The steps of an offer: private first, so that every subscription can be created; then the captured state. */
function planSteps(body: JsonObject, state: string): readonly [Step, ...Step[]] {
  const first: Step = { stage: 'offers', body: withState(body, FIRST_STATE) };
  if (state === FIRST_STATE) return [first];
  return [first, { stage: 'offerStates', body: withState(body, state), closes: state === DECOMMISSIONED }];
}

function isDecommissioned({ properties }: JsonObject): boolean {
  return isJsonObject(properties) && properties['state'] === DECOMMISSIONED;
}

function withState(body: JsonObject, state: string): JsonObject {
  const properties = body['properties'];
  return { ...body, properties: { ...(isJsonObject(properties) ? properties : {}), state } };
}

import { ERROR_CODES } from '../../core/errors/error-codes.js';
import { FINDING_CODES } from '../../core/errors/finding-codes.js';
import { OWN_WORDS } from '../../schema/generated/own-words.js';

/** The stages of a restore, which no schema counts up. */
const STAGES = [
  'directoryTenants',
  'providerGroups',
  'computeQuotas',
  'networkQuotas',
  'storageQuotas',
  'plans',
  'offers',
  'subscriptions',
  'offerDelegations',
  'resellerSubscriptions',
  'acquiredPlans',
  'offerStates',
  'roleDefinitions',
  'userGroups',
  'vaultProviders',
  'vaults',
  'secrets',
  'roleAssignments',
  'disabledSubscriptions',
];

/**
 * The words that JSON of restack is made of: names of members and commands, codes, kinds, states and stages. They stay
 * as they are where a secret happens to be one of them; nobody learns anything from a word that always stands there.
 */
export const DOCUMENT_WORDS: readonly string[] = [
  ...OWN_WORDS,
  ...Object.keys(ERROR_CODES),
  ...Object.keys(FINDING_CODES),
  ...STAGES,
];

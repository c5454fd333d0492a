import type { ComparisonRules } from '../../comparison.js';

/** The rules by which versions of secrets compare. Source: REST reference, section 8.2. */
export const SECRET_RULES: ComparisonRules = {
  serverOwned: [
    'id',
    'kid',
    'managed',
    'attributes.created',
    'attributes.updated',
    'attributes.recoveryLevel',
    'attributes.recoverableDays',
  ],
  defaults: { tags: {}, contentType: '', 'attributes.enabled': true },
  secret: ['value'],
};

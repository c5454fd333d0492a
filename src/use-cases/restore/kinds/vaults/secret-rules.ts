import type { ComparisonRules } from '../../comparison.js';

/** What of a secret's version is the owner's, and what the server's. Source: REST reference, section 8.2. */
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



export const RESOURCE_GROUP_VERSION = '2018-05-01';



/** The api-version of roles and assignments. Source: REST reference, section 7. */
export const AUTHORIZATION_VERSION = '2015-07-01';



/** Source: REST reference, section 8.1. */
export const VAULT_VERSION = '2016-10-01';

/** Providers that an operator may install later. */
export type AddOn = 'containerRegistry' | 'containerService';

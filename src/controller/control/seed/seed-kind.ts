import type { PayloadKind } from '../../../schema/payloads.js';

/** Kinds that can be put into a cloud: those of a backup, and what delegated providers make themselves. */
export type SeedKind = PayloadKind | 'resellerOffer';

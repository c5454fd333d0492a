/**
 * Stands in every secret value of the samples and nowhere else. A scan that finds it in an output, a log or a
 * temporary file has found a leak.
 */
export const CANARY = 'CANARY-restack-sample-6f0e51c2';

import { randomUUID } from 'node:crypto';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/** Gives every request an id that the cloud's operators can find in their logs. Source: REST reference, section 10.4. */
export function clientRequestIdPolicy(createId: () => string = randomUUID): PipelinePolicy {
  return {
    name: 'clientRequestId',
    sendRequest(request, next) {
      request.headers.set('x-ms-client-request-id', createId());
      return next(request);
    },
  };
}

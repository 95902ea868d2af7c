import type { NodeRuntime } from '../node/runtime.js';
import type { OnRefusal } from './outcome-filter.js';
import { requestIdOf } from './peer-request.js';

/** Writes refusals at one of our own doors to the exchange log, under the name of the door. */
export function logDoorRefusal(node: NodeRuntime, door: 'national' | 'operators'): OnRefusal {
  return async (request, error) => {
    const requestId = requestIdOf(request);
    await node.doorLog.write({
      event: `${door}-request-refused`,
      role: 'A',
      result: error.registered.http >= 500 ? 'failed' : 'refused',
      code: error.code,
      ...(requestId === undefined ? {} : { requestId }),
    });
  };
}

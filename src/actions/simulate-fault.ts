import type { Requests } from '#src/protocol/requests';
import { currentEngine } from '#src/session/current-engine';

/** With `?faults=1`: breaks the engine on purpose. The request itself may never be answered. */
export function simulateFault(kind: Requests['simulateFault']['params']['kind']): void {
  currentEngine()
    .request('simulateFault', { kind })
    .catch(() => undefined);
}

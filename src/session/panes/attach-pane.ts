import { serialiseError } from '#src/protocol/errors';
import { currentEngine } from '#src/session/current-engine';
import { notify } from '#src/session/notices';
import { getState } from '#src/store/store';

/**
 * A canvas can be transferred once only; React's StrictMode calls a ref twice with the same
 * element.
 */
const transferred = new WeakSet<HTMLCanvasElement>();

export function attachPane(paneId: string, element: HTMLCanvasElement): void {
  if (transferred.has(element)) return;
  transferred.add(element);
  const canvas = element.transferControlToOffscreen();
  currentEngine()
    .request('attachPane', { paneId, canvas }, { transfer: [canvas] })
    .catch((error: unknown) => {
      // A worker that went down is replaced, and its canvases with it.
      if (getState().session.engineState === 'ready')
        notify({ kind: 'error', text: serialiseError(error).message });
    });
}

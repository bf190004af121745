import { serialiseError } from '#src/protocol/errors';
import { currentEngine } from '#src/session/current-engine';
import { notify } from '#src/session/notices';

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
      const { code, message } = serialiseError(error);
      // A worker that went down is replaced, and its canvases with it.
      if (code !== 'engine-crashed' && code !== 'cancelled')
        notify({ kind: 'error', text: message });
    });
}

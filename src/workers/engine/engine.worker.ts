/** The engine: one worker that owns decoding, the network, our operations and the canvases. */
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import { createDispatcher } from '#src/workers/engine/dispatch';
import { createEngineHandlers } from '#src/workers/engine/handlers';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: WorkerMessage, transfer: Transferable[] = []) =>
  scope.postMessage(message, transfer);

const { handlers, show } = createEngineHandlers((name, payload) =>
  post({ type: 'notice', name, payload } as WorkerMessage),
);

const dispatch = createDispatcher({
  handlers,
  show,
  post,
  // Thrown outside any handler, it reaches the page as the worker's `error` event, and the page
  // starts a new worker.
  fatal: (error) =>
    setTimeout(() => {
      throw error;
    }, 0),
});

scope.addEventListener('message', (event: MessageEvent<ClientMessage>) => dispatch(event.data));
scope.addEventListener('unhandledrejection', (event) => {
  throw event.reason;
});
post({ type: 'ready', version: PROTOCOL_VERSION });

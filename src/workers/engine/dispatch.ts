import { AnomalensError } from '#src/core/errors';
import { serialiseError } from '#src/protocol/errors';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import type { RequestName, Requests } from '#src/protocol/requests';

/** A result that says what of it is moved to the page; everything else is copied. */
export class MovedResult<T> {
  /** @param buffers made for this answer alone: nothing in the worker may read them again. */
  constructor(
    readonly result: T,
    readonly buffers: readonly ArrayBuffer[],
  ) {}
}

type Answer<T> = T | MovedResult<T>;

/** One function per request. `signal` is aborted when the page cancels. */
export type Handlers = {
  [N in RequestName]: (
    params: Requests[N]['params'],
    signal: AbortSignal,
  ) => Promise<Answer<Requests[N]['result']>> | Answer<Requests[N]['result']>;
};

export interface DispatchParts {
  handlers: Handlers;
  post: (message: WorkerMessage, transfer: Transferable[]) => void;
  /** A view to draw. */
  show: (view: Extract<ClientMessage, { type: 'view' }>['view']) => void;
  /** Called after an error that only a new worker can mend has been sent. */
  fatal: (error: unknown) => void;
}

/**
 * Turns messages into calls and their outcome into answers. Nothing that a handler does escapes as
 * an unhandled error.
 */
export function createDispatcher({
  handlers,
  post,
  show,
  fatal,
}: DispatchParts): (message: ClientMessage) => void {
  const running = new Map<number, AbortController>();

  async function answer(message: Extract<ClientMessage, { type: 'request' }>): Promise<void> {
    const { id, name, params, version } = message;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (version !== PROTOCOL_VERSION)
        throw new AnomalensError(
          'engine-start',
          'The page and its engine are of different versions. Reload the page.',
        );
      const handler = handlers[name] as (params: unknown, signal: AbortSignal) => unknown;
      const answered = await handler(params, controller.signal);
      const { result, buffers } =
        answered instanceof MovedResult ? answered : new MovedResult(answered, []);
      post({ type: 'result', id, result }, [...buffers]);
    } catch (error) {
      const serialised = serialiseError(error);
      post({ type: 'error', id, error: serialised }, []);
      if (serialised.code === 'engine-crashed') fatal(error);
    } finally {
      running.delete(id);
    }
  }

  return (message) => {
    switch (message.type) {
      case 'request':
        void answer(message);
        break;
      case 'cancel':
        running.get(message.id)?.abort();
        break;
      case 'view':
        show(message.view);
        break;
    }
  };
}

import { AnomalensError } from '#src/core/errors';
import type { Transport } from '#src/engine-client/transport';

const CHECK_EVERY_MS = 1_000;

export interface WatchdogTimes {
  /**
   * Silence after which the worker is asked whether it is alive. Longer than any single blocking
   * step.
   */
  silenceMs: number;
  /** How long it may take to answer. */
  answerMs: number;
}

/**
 * Ends a worker whose thread is blocked: while something is awaited and nothing is heard, it sends
 * a ping; no answer, no worker. It has to live on the page, because a blocked thread cannot run its
 * own timers.
 * @returns a function that stops watching.
 */
export function watch(
  transport: Transport,
  isWaiting: () => boolean,
  times: WatchdogTimes,
): () => void {
  let askedAt: number | null = null;
  const timer = setInterval(() => {
    const now = performance.now();
    if (askedAt !== null) {
      if (transport.lastHeard >= askedAt) askedAt = null;
      else if (now - askedAt > times.answerMs) {
        transport.crash(
          new AnomalensError(
            'engine-crashed',
            'The engine does not answer any more. It is started again.',
            true,
          ),
        );
      }
    } else if (isWaiting() && now - transport.lastHeard > times.silenceMs) {
      askedAt = now;
      transport.request('ping', {}).catch(() => undefined); // a rejection means that the worker has been ended meanwhile
    }
  }, CHECK_EVERY_MS);
  return () => clearInterval(timer);
}

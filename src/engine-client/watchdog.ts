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
  /** How long one that was idle may take: it has nothing else to do first. */
  wakeMs: number;
}

export interface Watch {
  /** Asks a worker that has been idle, before it is given work. */
  wake(): void;
  stop(): void;
}

/**
 * Ends a worker whose thread is blocked: while something is awaited and nothing is heard, it sends
 * a ping; no answer, no worker. It has to live on the page, because a blocked thread cannot run its
 * own timers.
 */
export function watch(transport: Transport, isWaiting: () => boolean, times: WatchdogTimes): Watch {
  let askedAt: number | null = null;
  let patience = times.answerMs;
  const ask = (longest: number): void => {
    askedAt = performance.now();
    patience = longest;
    transport.request('ping', {}).catch(() => undefined); // a rejection means that the worker has been ended meanwhile
  };
  const timer = setInterval(() => {
    const now = performance.now();
    if (askedAt !== null) {
      if (transport.lastHeard >= askedAt) askedAt = null;
      else if (now - askedAt > patience) {
        transport.crash(
          new AnomalensError(
            'engine-crashed',
            'The engine does not answer any more. It is started again.',
            true,
          ),
        );
      }
    } else if (isWaiting() && now - transport.quietSince > times.silenceMs) ask(times.answerMs);
  }, CHECK_EVERY_MS);
  return {
    wake: () => {
      if (askedAt === null) ask(times.wakeMs);
    },
    stop: () => clearInterval(timer),
  };
}

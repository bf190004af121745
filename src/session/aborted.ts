import { throwIfCancelled } from '#src/core/scheduling/task-queue';

/** Never resolves. @throws AnomalensError `cancelled` as soon as the signal is aborted. */
export function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => {
      try {
        throwIfCancelled(signal);
      } catch (error) {
        reject(error);
      }
    };
    stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
}

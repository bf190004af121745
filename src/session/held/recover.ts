/** Once more, where the worker turns out to lack something or has gone. */
import type { AnomalensError } from '#src/core/errors';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import { aborted } from '#src/session/aborted';
import { currentEngine } from '#src/session/current-engine';
import { isUnknown } from '#src/session/held/send';

/** Resolves with the worker after that of a generation. @throws the loss when there is none. */
function successorOf(engine: Engine, generation: number, loss: AnomalensError): Promise<void> {
  if (engine.state === 'failed') return Promise.reject(loss);
  if (engine.state === 'ready' && engine.generation > generation) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      for (const stop of stops) stop();
      settle();
    };
    const stops = [
      engine.on('restarted', () => end(resolve)),
      engine.on('state', (state) => {
        if (state === 'failed') end(() => reject(loss));
      }),
    ];
  });
}

/**
 * Does work that needs the worker, a second time when it has lost what the work needs, and never a
 * third time. @throws AnomalensError as the work, `cancelled`.
 */
export async function recovering<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const engine = currentEngine();
  await engine.info; // a worker is there
  throwIfCancelled(signal);
  const { generation } = engine;
  try {
    return await work();
  } catch (error) {
    if (isLoss(error))
      await Promise.race([successorOf(engine, generation, error), aborted(signal)]);
    else if (!isUnknown(error)) throw error;
  }
  throwIfCancelled(signal);
  return work();
}

/** The learning that is under way, of which there is one at a time. */
import type { LearntRule } from '#src/core/open-world/learnt';
import { serialiseError } from '#src/protocol/errors';
import type { LearningProgress, Lesson } from '#src/protocol/open-world';
import { ask } from '#src/session/held-pictures';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { patchOpenWorld } from '#src/store/store';

let running: AbortController | null = null;

type Wanted = Pick<Lesson['rule'], 'kind'> & {
  shots: readonly Shot[];
  earlier: readonly LearntRule[];
};

/** Null when it failed or was cancelled; why is in `error`. */
export async function learn({ shots, earlier, kind }: Wanted): Promise<Lesson | null> {
  if (running) return null;
  const controller = new AbortController();
  const { signal } = controller;
  running = controller;
  patchOpenWorld({ learning: true, progress: null, error: null });
  try {
    const params = { shotIds: shots.map(({ id }) => id), earlier, kind };
    return await ask('learnClass', params, {
      signal,
      onShot: (current, total) => showProgress({ phase: 'collect', current, total }),
    });
  } catch (error) {
    if (!signal.aborted) patchOpenWorld({ error: serialiseError(error) });
    return null;
  } finally {
    running = null;
    patchOpenWorld({ learning: false, progress: null });
  }
}

/**
 * What the page or the worker says of the learning under way; the worker's last word may come after
 * the end.
 */
export function showProgress(progress: LearningProgress): void {
  if (running && !running.signal.aborted) patchOpenWorld({ progress });
}

export function stopLearning(): void {
  running?.abort();
}

export function refuseLearning(message: string): void {
  patchOpenWorld({ error: { code: 'option-invalid', message: `${message}.`, retryable: false } });
}

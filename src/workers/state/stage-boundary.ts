import { throwIfCancelled } from '#src/core/scheduling/task-queue';

/**
 * Between two stages: lets waiting messages in (a cancel among them), then stops when cancelled.
 * Awaiting a settled promise would not do, because messages only arrive in tasks of their own.
 * @throws AnomalensError `cancelled`.
 */
export async function stageBoundary(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  throwIfCancelled(signal);
}

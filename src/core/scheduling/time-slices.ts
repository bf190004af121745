/** Long work in short slices, so that the thread it runs on stays responsive. */
import { throwIfCancelled } from '#src/core/scheduling/task-queue';

/** Half a frame of 60 Hz: the page has the other half. */
const SLICE_MS = 8;

/**
 * A function to await between steps of long work. Once a slice is used up, it lets everything else
 * have the thread first. It rejects with AnomalensError `cancelled` once the signal is aborted.
 */
export function timeSlices(signal?: AbortSignal): () => Promise<void> {
  let end = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() < end) return;
    await otherTasks();
    throwIfCancelled(signal);
    end = performance.now() + SLICE_MS;
  };
}

/**
 * Timers wait for at least 4 ms when they follow one another, and for a second behind another tab;
 * messages do not.
 */
function otherTasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

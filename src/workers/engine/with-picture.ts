import type { FrameSource } from '#src/protocol/pictures';
import type { GridSides } from '#src/workers/files/on-grid';
import { openPicture } from '#src/workers/files/open-picture';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/**
 * Works on a picture beside those that are loaded, which makes none of them go. It is dropped
 * afterwards with all that was computed of it. @throws AnomalensError `picture-*`, `cancelled`, as
 * the work.
 */
export async function withPicture<T>(
  context: EngineContext,
  source: FrameSource,
  signal: AbortSignal | undefined,
  work: (entry: HeldPicture) => Promise<T>,
  sides?: GridSides,
): Promise<T> {
  const { entry } = await openPicture(context, source, {}, signal, sides);
  entry.isPassing = true;
  try {
    return await entry.use(() => work(entry));
  } finally {
    entry.release();
  }
}

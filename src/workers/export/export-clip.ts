/** Some frames of a drive as a film, with what a pane shows of them. */
import { AnomalensError } from '#src/core/errors';
import { stemOf } from '#src/core/file-stem';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { ClipRequest } from '#src/protocol/drives';
import type { ClipWriter } from '#src/workers/export/clip-writer';
import { overlayOf } from '#src/workers/export/overlay';
import { openPicture } from '#src/workers/files/open-picture';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';

/** Long side: a film is looked at, its numbers are in the tables. */
const GRID = 1280;
/** How long a film of a single frame is. */
const LONE_SECONDS = 1;

/**
 * A frame that cannot be decoded is left out, and the one before it stays.
 * @throws AnomalensError `frame-unreadable` where that is so of all of them, `drive-unknown`,
 * `drive-unsupported` of a browser without encoders, as `analyze`, `cancelled`.
 */
export async function exportClip(
  context: EngineContext,
  { frames, pane, minArea, fileName, format }: ClipRequest,
  signal?: AbortSignal,
): Promise<{ blob: Blob; fileName: string }> {
  const start = frames[0]?.timestamp ?? 0;
  let writer: ClipWriter | null = null;
  let failure: unknown = new AnomalensError('option-invalid', 'The film has no frames.');
  try {
    for (const [index, { source, timestamp }] of frames.entries()) {
      throwIfCancelled(signal);
      try {
        const picture = await overlayOfFrame(context, frames, index, { pane, minArea }, signal);
        writer ??= await begin(picture, format);
        await writer.add(picture, timestamp - start, secondsOf(frames, index));
      } catch (error) {
        if (!(error instanceof AnomalensError && error.code === 'frame-unreadable')) throw error;
        failure = error;
      }
      tellProgress(context, source.name, index + 1, frames.length);
    }
    if (!writer) throw failure;
    const method = pane.settings.methodId.replaceAll(':', '-');
    const name = `${stemOf(fileName)}-${method}-clip.${writer.format}`;
    return { blob: await writer.finish(), fileName: name };
  } catch (error) {
    await writer?.cancel().catch(() => undefined); // what went wrong first is told
    throw error;
  }
}

async function overlayOfFrame(
  context: EngineContext,
  frames: ClipRequest['frames'],
  index: number,
  { pane, minArea }: Pick<ClipRequest, 'pane' | 'minArea'>,
  signal?: AbortSignal,
): Promise<OffscreenCanvas> {
  const { source } = frames[index] as ClipRequest['frames'][number];
  const { entry } = await openPicture(context, source, {}, signal, { grid: GRID });
  entry.isPassing = true;
  try {
    const next = frames[index + 1];
    if (next) context.drives.prepare(next.source);
    return await entry.use(async () => {
      await ensureScore(context, entry, pane.settings, {}, signal);
      return overlayOf(context, entry, pane, minArea);
    });
  } finally {
    entry.release();
  }
}

async function begin(picture: OffscreenCanvas, format: ClipRequest['format']): Promise<ClipWriter> {
  const { ClipWriter: Writer } = await import('#src/workers/export/clip-writer');
  return Writer.begin(picture, format);
}

/** Until the next frame; the last one stays as long as the one before it. */
function secondsOf(frames: ClipRequest['frames'], index: number): number {
  const place = Math.min(index, frames.length - 2);
  const [frame, next] = [frames[place], frames[place + 1]];
  return frame && next ? next.timestamp - frame.timestamp : LONE_SECONDS;
}

function tellProgress(
  { tellPage }: EngineContext,
  what: string,
  loaded: number,
  total: number,
): void {
  tellPage('progress', { what, modelId: null, phase: 'score', loaded, total, cached: false });
}

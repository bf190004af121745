/** The newest frame of a camera or a screen becomes a picture that is held. */
import type { Requests } from '#src/protocol/requests';
import type { DriveStore } from '#src/workers/drives/drive-store';
import { contextOf } from '#src/workers/files/canvas';
import { frameOnGrid } from '#src/workers/files/decode-source';
import { entryOf, infoOf } from '#src/workers/files/open-picture';
import type { EngineContext } from '#src/workers/state/context';

/** @throws AnomalensError `drive-unknown`, `live-ended`, `out-of-memory`, `cancelled`. */
export async function takeFrame(
  context: EngineContext,
  drives: Pick<DriveStore, 'take'>,
  { driveId, pictureId, name }: Requests['takeFrame']['params'],
  signal?: AbortSignal,
): Promise<Requests['takeFrame']['result']> {
  const { frame, arrived, timestamp, dropped, format } = await drives.take(driveId, signal);
  const decoded = await frameOnGrid({ bitmap: bitmapOf(frame), format }, { name });
  context.pictures.add(pictureId, entryOf(context, decoded));
  const captured = performance.timeOrigin + arrived;
  return { picture: infoOf(pictureId, decoded), timestamp, captured, dropped };
}

/** Drawn as the frames of videos are, so that colours are the same. Closes the frame. */
function bitmapOf(frame: VideoFrame): ImageBitmap {
  try {
    const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
    contextOf(canvas).drawImage(frame, 0, 0, canvas.width, canvas.height);
    return canvas.transferToImageBitmap();
  } finally {
    frame.close();
  }
}

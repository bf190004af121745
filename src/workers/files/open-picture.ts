import type { StageTimes } from '#src/core/types';
import type { FrameSource, PictureInfo } from '#src/protocol/pictures';
import type { Requests } from '#src/protocol/requests';
import { decodeSource } from '#src/workers/files/decode-source';
import type { DecodedPicture, GridSides } from '#src/workers/files/on-grid';
import type { EngineContext } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';

/** A decoded picture outside the store. The caller releases the entry. */
export async function openPicture(
  context: EngineContext,
  source: FrameSource,
  times: StageTimes,
  signal?: AbortSignal,
  sides?: GridSides,
): Promise<{ entry: HeldPicture; decoded: DecodedPicture }> {
  context.tellPage('progress', {
    what: source.name,
    modelId: null,
    phase: 'decode',
    loaded: 0,
    total: 1,
    cached: false,
  });
  const decoded = await timed(times, 'decode', () => decodeSource(context.drives, source, sides));
  await stageBoundary(signal);
  return { entry: entryOf(context, decoded), decoded };
}

/** Where everything that is computed of a picture goes. */
export function entryOf({ compute }: EngineContext, decoded: DecodedPicture): HeldPicture {
  const { rgba, width, height, original, orientation } = decoded;
  return new HeldPicture(compute.loadPicture(rgba, { width, height }), original, orientation);
}

/** @throws AnomalensError `picture-*`, of a drive `drive-unknown`, `frame-unreadable`; `cancelled`. */
export async function loadPicture(
  context: EngineContext,
  { pictureId, source }: Requests['loadPicture']['params'],
  signal?: AbortSignal,
): Promise<PictureInfo> {
  const { entry, decoded } = await openPicture(context, source, {}, signal);
  context.pictures.add(pictureId, entry);
  return infoOf(pictureId, decoded);
}

export function infoOf(pictureId: string, decoded: DecodedPicture): PictureInfo {
  const { width, height, original, format, notices, thumbnail } = decoded;
  return { pictureId, width, height, original, format, notices, thumbnail };
}

/** @throws AnomalensError as `loadPicture`. */
export async function frameThumbnail(
  { drives }: Pick<EngineContext, 'drives'>,
  { source, longSide }: Requests['frameThumbnail']['params'],
): Promise<Requests['frameThumbnail']['result']> {
  const sides = { grid: longSide, thumbnail: longSide };
  const { thumbnail } = await decodeSource(drives, source, sides);
  return { thumbnail };
}

/** What boxes of a frame look like, for grouping moments and for naming them. */
import type { Box, Size } from '#src/core/types';
import type { Requests } from '#src/protocol/requests';
import { withPicture } from '#src/workers/engine/with-picture';
import { namesFor, seenByWords } from '#src/workers/regions/region-names';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { pooledRegions } from '#src/workers/words/pool-regions';

/**
 * @throws AnomalensError `picture-*`, `drive-unknown`, `frame-unreadable`, of the words' network and tables,
 * `cancelled`.
 */
export function describeFrame(
  context: EngineContext,
  { source, boxes }: Requests['describeFrame']['params'],
  signal?: AbortSignal,
): Promise<Requests['describeFrame']['result']> {
  const { longSide } = context.options;
  return withPicture(context, source, signal, (entry) => look(context, entry, boxes, signal), {
    grid: longSide,
  });
}

async function look(
  context: EngineContext,
  entry: HeldPicture,
  boxes: readonly Box[],
  signal?: AbortSignal,
): Promise<Requests['describeFrame']['result']> {
  const { tables, embedding } = await seenByWords(context, entry, signal);
  const { channels } = embedding;
  const embeddings = new Float32Array(boxes.length * channels);
  const names: Requests['describeFrame']['result']['names'] = [];
  for (const [index, box] of boxes.entries()) {
    await stageBoundary(signal);
    const ids = idsWithin(box, entry);
    const pooled = pooledRegions(ids, entry.size, embedding).get(1) as Float32Array;
    embeddings.set(pooled, index * channels);
    names.push(namesFor(tables, pooled));
  }
  return { embeddings, names };
}

/** 1 inside the box, rounded outwards on the frame's grid, at least one pixel: `[height, width]`. */
function idsWithin(box: Box, { size, original, orientation }: HeldPicture): Uint8Array {
  const isTurned = orientation > 4;
  const across = isTurned ? original.height : original.width;
  const down = isTurned ? original.width : original.height;
  const [left, right] = within(box.x, box.width, across, size.width);
  const [top, bottom] = within(box.y, box.height, down, size.height);
  return filled(size, left, right, top, bottom);
}

/** First pixel of the grid, and the one behind the last. */
function within(from: number, length: number, of: number, grid: number): [number, number] {
  const first = Math.min(grid - 1, Math.max(0, Math.floor((from * grid) / of)));
  return [first, Math.max(first + 1, Math.min(grid, Math.ceil(((from + length) * grid) / of)))];
}

function filled({ width, height }: Size, left: number, right: number, top: number, bottom: number) {
  const ids = new Uint8Array(width * height);
  for (let y = top; y < bottom; y++) ids.fill(1, y * width + left, y * width + right);
  return ids;
}

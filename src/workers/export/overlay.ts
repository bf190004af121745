import { AnomalensError } from '#src/core/errors';
import type { PaneView } from '#src/protocol/view';
import { dimOutside, outsideOf } from '#src/workers/export/left-out-pixels';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { paneDrawing, paneMaps } from '#src/workers/view/pane-drawing';

/**
 * What a pane shows of a picture, on the picture's own grid: what lies outside the region of interest is
 * dimmed. The score of the pane is there already. @throws AnomalensError `out-of-memory`.
 */
export async function overlayOf(
  context: EngineContext,
  entry: HeldPicture,
  pane: PaneView,
  minArea: number,
): Promise<OffscreenCanvas> {
  const { width, height } = entry.size;
  const scene = {
    canvas: entry.size,
    transform: { scale: 1, offsetX: 0, offsetY: 0 },
    minArea,
    highlightedRegion: null,
    background: '#000000',
  };
  const maps = await paneMaps(context, entry, pane, minArea, {});
  const pixels = await context.compute.render(paneDrawing(entry, pane, maps, scene));
  dimOutside(pixels, outsideOf(entry, pane));
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d');
  if (!drawing)
    throw new AnomalensError(
      'out-of-memory',
      'There is not enough memory to write the picture.',
      true,
    );
  drawing.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  return canvas;
}

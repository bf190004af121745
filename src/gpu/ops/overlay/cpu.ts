import type { Size } from '#src/core/types';
import { borderSearch } from './border-search';
import { borderTiles } from './border-tiles';
import {
  type DrawingSettings,
  errorColourIndex,
  HALO_RADIUS,
  HALO_RGB,
  HIGHLIGHT_RADIUS,
  HIGHLIGHT_RGB,
  LINE_RADIUS,
  LINE_RGB,
} from './drawing';
import { nearestIndices } from './picture-cpu';

export interface OverlayMaps {
  /** Size of the picture grid. */
  size: Size;
  /** Score `[H, W]`, or null while only the picture is there. */
  score: Float32Array | null;
  /** Region ids `[H, W]` after the minimum area, 0 = none. */
  ids: Uint32Array | null;
  /** Predicted class `[H, W]`. */
  classes: Uint8Array | null;
  /** Ground truth `[H, W]`: 0 normal, 1 anomaly, 255 ignored. */
  truth: Uint8Array | null;
  /** `[256, 3]` bytes. */
  colourMap: Uint8Array;
  /** `[classes, 3]` bytes; of the error layer `[4, 3]` as in `error-colours.ts`. */
  classColours: Uint8Array;
}

const HALO_OPACITY = 0.8;

function outlineSearches({ canvas, transform }: DrawingSettings, ids: Uint32Array, size: Size) {
  const search = (radius: number) => borderSearch(ids, size, canvas, transform, radius);
  return {
    // One more than the widest outline: a position and its shifted one may round to opposite sides.
    tiles: borderTiles(ids, size, Math.ceil(HALO_RADIUS / transform.scale) + 1),
    highlight: search(HIGHLIGHT_RADIUS),
    line: search(LINE_RADIUS),
    halo: search(HALO_RADIUS),
  };
}

/**
 * Draws a layer and its outlines into `canvas`, RGBA bytes of the picture as `pictureCpu` made
 * them. Scores, regions and classes are sampled nearest, at the picture pixel under the centre
 * of the canvas pixel; outlines are found in canvas space, so that they keep their width at every
 * zoom.
 */
export function overlayCpu(
  canvas: Uint8ClampedArray,
  settings: DrawingSettings,
  maps: OverlayMaps,
): void {
  const { transform, layer, displayRange, opacity, highlightedRegion, unknownClass } = settings;
  const { size, score, ids, classes, truth, colourMap, classColours } = maps;
  if (layer === 'picture') return;
  const columns = nearestIndices(
    settings.canvas.width,
    size.width,
    transform.offsetX,
    transform.scale,
  );
  const rows = nearestIndices(
    settings.canvas.height,
    size.height,
    transform.offsetY,
    transform.scale,
  );
  const heatScale = 256 / Math.max(displayRange.max - displayRange.min, 1e-12);
  const outlined = ids !== null && (settings.outlines || highlightedRegion !== null);
  const searches = outlined ? outlineSearches(settings, ids, size) : null;
  const blend = (target: number, rgb: ArrayLike<number>, source: number, amount: number): void => {
    const red = canvas[target] as number;
    const green = canvas[target + 1] as number;
    const blue = canvas[target + 2] as number;
    canvas[target] = red + ((rgb[source] as number) - red) * amount;
    canvas[target + 1] = green + ((rgb[source + 1] as number) - green) * amount;
    canvas[target + 2] = blue + ((rgb[source + 2] as number) - blue) * amount;
  };

  for (let cy = 0; cy < settings.canvas.height; cy++) {
    const y = rows[cy] as number;
    if (y < 0) continue;
    const tileRow = searches ? (y >> searches.tiles.shift) * searches.tiles.across : 0;
    for (
      let cx = 0, target = cy * settings.canvas.width * 4;
      cx < settings.canvas.width;
      cx++, target += 4
    ) {
      const x = columns[cx] as number;
      if (x < 0) continue;
      const index = y * size.width + x;
      const isFlagged = ids !== null && ids[index] !== 0;
      if (layer === 'mask') {
        if (isFlagged) blend(target, settings.tint, 0, opacity);
      } else if (layer === 'heat') {
        if (score !== null) {
          const bin = Math.floor(((score[index] as number) - displayRange.min) * heatScale);
          blend(target, colourMap, Math.min(Math.max(bin || 0, 0), 255) * 3, opacity); // NaN takes the lowest colour
        }
      } else if (layer === 'errors') {
        const colour = truth !== null ? errorColourIndex(isFlagged, truth[index] as number) : null;
        if (colour !== null) blend(target, classColours, colour * 3, opacity);
      } else if (classes !== null) {
        const own = classes[index] as number;
        const isUnknown = unknownClass !== null && isFlagged && own < unknownClass;
        blend(target, classColours, (isUnknown ? unknownClass : own) * 3, opacity);
      }

      if (searches === null || searches.tiles.near[tileRow + (x >> searches.tiles.shift)] === 0)
        continue;
      if (highlightedRegion !== null && searches.highlight(cx, cy, highlightedRegion))
        blend(target, HIGHLIGHT_RGB, 0, 1);
      else if (settings.outlines) {
        if (searches.line(cx, cy, 0)) blend(target, LINE_RGB, 0, 1);
        else if (searches.halo(cx, cy, 0)) blend(target, HALO_RGB, 0, HALO_OPACITY);
      }
    }
  }
}

import type { Size } from '#src/core/types';
import { borderTiles, TILE } from './border-tiles';
import { DIRECTIONS, type DrawingSettings, errorColour, HALO_RADIUS, HALO_RGB, HIGHLIGHT_RGB, LINE_RADIUS, LINE_RGB } from './drawing';
import { nearestIndices } from './picture-cpu';

export interface OverlayMaps {
  /** Size of the picture grid. */
  size: Size;
  /** Score `[H, W]`, or null while only the picture is there. */
  score: Float32Array | null;
  /** Component ids `[H, W]` after the minimum area, 0 = none. */
  ids: Uint32Array | null;
  /** Predicted class `[H, W]`. */
  classes: Uint8Array | null;
  /** Ground truth `[H, W]`: 0 normal, 1 anomaly, 255 ignored. */
  truth: Uint8Array | null;
  /** `[256, 3]` bytes. */
  colourMap: Uint8Array;
  /** `[classes, 3]` bytes. */
  classColours: Uint8Array;
}

const HALO_OPACITY = 0.8;

/** Whether the ids around a canvas position differ in being a component (or in being `only`, when it is not 0). */
function borderSearch({ transform }: DrawingSettings, ids: Uint32Array, { width, height }: Size) {
  const inverse = 1 / transform.scale;
  const inside = (cx: number, cy: number, only: number): boolean => {
    const x = Math.floor((cx - transform.offsetX) * inverse);
    const y = Math.floor((cy - transform.offsetY) * inverse);
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    const id = ids[y * width + x];
    return only === 0 ? id !== 0 : id === only;
  };
  return (cx: number, cy: number, radius: number, only: number): boolean => {
    const centre = inside(cx, cy, only);
    for (const [dx, dy] of DIRECTIONS) if (inside(cx + dx * radius, cy + dy * radius, only) !== centre) return true;
    return false;
  };
}

/**
 * Draws a layer and its outlines into `canvas`, RGBA bytes of the picture as `pictureCpu` made them. Scores, components
 * and classes are sampled nearest, at the picture pixel under the centre of the canvas pixel; outlines are found in
 * canvas space, so that they keep their width at every zoom.
 */
export function overlayCpu(canvas: Uint8ClampedArray, settings: DrawingSettings, maps: OverlayMaps): void {
  const { transform, layer, displayRange, opacity, highlightedComponent } = settings;
  const { size, score, ids, classes, truth, colourMap, classColours } = maps;
  if (layer === 'picture') return;
  const columns = nearestIndices(settings.canvas.width, size.width, transform.offsetX, transform.scale);
  const rows = nearestIndices(settings.canvas.height, size.height, transform.offsetY, transform.scale);
  const heatScale = 256 / Math.max(displayRange.max - displayRange.min, 1e-12);
  const outlined = ids !== null && (settings.outlines || highlightedComponent !== null);
  const tiles = outlined ? borderTiles(ids, size) : null;
  const across = Math.ceil(size.width / TILE);
  // Far out, an outline reaches beyond the neighbouring tile: then every pixel is searched.
  const reach = Math.ceil(2 / transform.scale) < TILE;
  const nearBorder = outlined ? borderSearch(settings, ids, size) : null;
  const blend = (target: number, rgb: ArrayLike<number>, at: number, amount: number): void => {
    canvas[target] += (rgb[at] - canvas[target]) * amount;
    canvas[target + 1] += (rgb[at + 1] - canvas[target + 1]) * amount;
    canvas[target + 2] += (rgb[at + 2] - canvas[target + 2]) * amount;
  };

  for (let cy = 0; cy < settings.canvas.height; cy++) {
    const y = rows[cy];
    if (y < 0) continue;
    const tileRow = Math.floor(y / TILE) * across;
    for (let cx = 0, target = cy * settings.canvas.width * 4; cx < settings.canvas.width; cx++, target += 4) {
      const x = columns[cx];
      if (x < 0) continue;
      const index = y * size.width + x;
      if (layer === 'mask') {
        if (ids !== null && ids[index] > 0) blend(target, settings.tint, 0, opacity);
      } else if (layer === 'heat') {
        if (score !== null) {
          const bin = Math.floor((score[index] - displayRange.min) * heatScale);
          blend(target, colourMap, Math.min(Math.max(bin || 0, 0), 255) * 3, opacity); // NaN takes the lowest colour
        }
      } else if (layer === 'errors') {
        const colour = truth !== null ? errorColour(ids !== null && ids[index] > 0, truth[index]) : null;
        if (colour !== null) blend(target, colour, 0, opacity);
      } else if (classes !== null) blend(target, classColours, classes[index] * 3, opacity);

      if (nearBorder === null || tiles === null || (reach && tiles[tileRow + (x >> 4)] === 0)) continue;
      if (highlightedComponent !== null && nearBorder(cx + 0.5, cy + 0.5, 2 * LINE_RADIUS, highlightedComponent)) {
        blend(target, HIGHLIGHT_RGB, 0, 1);
      } else if (settings.outlines) {
        if (nearBorder(cx + 0.5, cy + 0.5, LINE_RADIUS, 0)) blend(target, LINE_RGB, 0, 1);
        else if (nearBorder(cx + 0.5, cy + 0.5, HALO_RADIUS, 0)) blend(target, HALO_RGB, 0, HALO_OPACITY);
      }
    }
  }
}

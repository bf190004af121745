import type { Rgb } from '#src/core/colours/error-colours';
import type { LayerKind, Range, Size, ViewTransform } from '#src/core/types';

/** Everything a drawing of one pane depends on besides its pixel buffers. */
export interface DrawingSettings {
  canvas: Size;
  transform: ViewTransform;
  layer: LayerKind;
  displayRange: Range;
  /** 0..1 of tint, heat map or class map over the picture. */
  opacity: number;
  outlines: boolean;
  highlightedRegion: number | null;
  /**
   * In the layer `classes`, what pixels of a region become whose class is lower; null for a map
   * without unknown pixels.
   */
  unknownClass: number | null;
  tint: Rgb;
  background: Rgb;
}

/** Above this many device pixels per picture pixel the picture is sampled nearest. */
export const NEAREST_ABOVE = 2;

/**
 * Outline: a light line of 1.5 device pixels, a dark halo around it; the emphasised region gets
 * its own colour.
 */
export const LINE_RGB: Rgb = [245, 245, 245];
export const HALO_RGB: Rgb = [20, 20, 20];
export const HIGHLIGHT_RGB: Rgb = [255, 196, 0];
export const LINE_RADIUS = 0.75;
export const HALO_RADIUS = 1.75;
export const HIGHLIGHT_RADIUS = 1.5;

/**
 * Which of the four colours of the error layer a pixel gets, or null for a true negative. `truth`: 0 normal, 1 anomaly,
 * 255 ignored.
 */
export function errorColourIndex(predicted: boolean, truth: number): number | null {
  if (truth > 1) return 3;
  if (truth === 1) return predicted ? 0 : 2;
  return predicted ? 1 : null;
}

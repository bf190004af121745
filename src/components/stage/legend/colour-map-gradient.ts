import { colourMap } from '#src/core/colours/colour-maps';
import type { ColourMapName } from '#src/core/types';

/** Evenly spaced stops: enough for a scale of 320 px; the engine draws with all 256 colours. */
const STOPS = 18;

export function colourMapGradient(name: ColourMapName): string {
  return gradientOf(colourMap(name));
}

/** @param colours `[256, 3]` */
export function gradientOf(colours: Uint8Array): string {
  const stops = Array.from({ length: STOPS }, (_, stop) => {
    const offset = Math.round((stop / (STOPS - 1)) * 255) * 3;
    return `rgb(${colours.subarray(offset, offset + 3).join(' ')})`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

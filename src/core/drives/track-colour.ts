/** Hues this far apart stay apart however many there are: the golden angle, in turns. */
const STEP = (3 - Math.sqrt(5)) / 2;
const [SATURATION, LIGHTNESS] = [0.85, 0.6];

/** `#rrggbb` of a track; neighbouring ids are far from each other. @param id from 1. */
export function trackColour(id: number): string {
  const hue = (id * STEP * 12) % 12;
  const chroma = SATURATION * Math.min(LIGHTNESS, 1 - LIGHTNESS);
  const channel = (offset: number) => {
    const place = (offset + hue) % 12;
    const value = LIGHTNESS - chroma * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

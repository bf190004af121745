/** RGB of `#rrggbb`, 0..255. */
export function parseColour(text: string): [number, number, number] {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `[classes, 3]` bytes. */
export function classColours(classes: readonly { colour: string }[]): Uint8Array {
  return Uint8Array.from(classes.flatMap(({ colour }) => parseColour(colour)));
}

/** Tint of the mask: a magenta that no road scene is full of. */
export const MASK_TINT: readonly [number, number, number] = [255, 46, 147];

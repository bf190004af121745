/** Colours of the error layer, shared by what draws it and by its legend. */
export type Rgb = readonly [red: number, green: number, blue: number];

export function cssColour(rgb: Rgb): string {
  return `rgb(${rgb.join(' ')})`;
}

/**
 * What the mask is, compared with the ground truth, `[3]` bytes each: the colours of Okabe and Ito
 * (2008), which people with any colour vision tell apart. True negatives show the picture.
 */
export const TRUE_POSITIVE_RGB: Rgb = [0, 158, 115];
export const FALSE_POSITIVE_RGB: Rgb = [230, 159, 0];
export const FALSE_NEGATIVE_RGB: Rgb = [86, 180, 233];
export const VOID_RGB: Rgb = [110, 110, 110];

/** `[4, 3]`: flagged and there, flagged alone, there alone, void. */
export const ERROR_COLOURS: Uint8Array = Uint8Array.from(
  [TRUE_POSITIVE_RGB, FALSE_POSITIVE_RGB, FALSE_NEGATIVE_RGB, VOID_RGB].flat(),
);

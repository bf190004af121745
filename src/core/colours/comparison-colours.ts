/** Colours of what tells two panes apart, shared by what draws it and by its legend. */
import type { Rgb } from '#src/core/colours/error-colours';

/** What the pane that stands first finds alone, what the other one does, and what both do: told apart with any colour vision. */
export const ONLY_FIRST_RGB: Rgb = [5, 113, 176];
export const ONLY_SECOND_RGB: Rgb = [202, 0, 32];
export const BOTH_RGB: Rgb = [240, 228, 66];
const NEITHER_RGB: Rgb = [247, 247, 247];

/** What the drawn pane finds alone, and what only the pane it is compared with does. */
interface Sides {
  own: Rgb;
  other: Rgb;
}

/** One method has one colour in both panes. @param otherIsFirst whether the drawn pane stands behind the other. */
export function sidesOf(otherIsFirst: boolean): Sides {
  return otherIsFirst
    ? { own: ONLY_SECOND_RGB, other: ONLY_FIRST_RGB }
    : { own: ONLY_FIRST_RGB, other: ONLY_SECOND_RGB };
}

/** `[4, 3]` in the order of `ERROR_COLOURS`, where the other pane's mask takes the place of the truth. */
export function agreementColours({ own, other }: Sides): Uint8Array {
  return Uint8Array.from([BOTH_RGB, own, other, NEITHER_RGB].flat());
}

/** `[256, 3]` from what only the other pane finds unusual, by what is alike, to what only the drawn one does. */
export function differenceColours({ own, other }: Sides): Uint8Array {
  const colours = Array.from({ length: 256 }, (_, step) => {
    const position = (step - 127.5) / 127.5;
    const end = position < 0 ? other : own;
    return NEITHER_RGB.map((value, channel) =>
      Math.round(value + ((end[channel] as number) - value) * Math.abs(position)),
    );
  });
  return Uint8Array.from(colours.flat());
}

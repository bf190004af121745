/** How the curves are told apart: by colour and by dashes, in the order of the methods. */

/** Readable on white; the page takes its own shades from the style sheet. */
export const PRINT_COLOURS = ['#0b62c4', '#b1085c', '#8a5a00', '#0f7b4f', '#6f3fc0', '#545d68'];
const DASHES = ['', '7 3', '2 3', '10 3 2 3', '5 5', '1 2'];

export function styleIndex(index: number): number {
  return index % PRINT_COLOURS.length;
}

/** The colours come again after the sixth method, then with other dashes. */
export function dashesOf(index: number): string {
  return DASHES[(index + Math.floor(index / PRINT_COLOURS.length)) % DASHES.length] as string;
}

/** A gloss without its examples: what tells a sense from others stands before them. */
export function shortSense(sense: string | undefined): string | undefined {
  return sense?.split(': "')[0];
}

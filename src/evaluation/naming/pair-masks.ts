/** Which mask belongs to which picture: the one that has its name but for the ending. */

import { stemOf } from '#src/core/file-stem';
import { addTo } from '#src/core/groups';

const fileName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The mask of a picture, and why it has none. */
export type PairedMask = { mask: string } | { problem: string };

/**
 * A mask in the same folder below its root goes before one elsewhere.
 * @param pictures paths below their root, with slashes. @param masks paths below theirs; only PNG counts.
 * @returns by picture.
 */
export function pairMasks(
  pictures: readonly string[],
  masks: readonly string[],
): Map<string, PairedMask> {
  const png = masks.filter((path) => /\.png$/i.test(path));
  const byPath = new Map(png.map((path) => [stemOf(path), path]));
  const byName = new Map<string, string[]>();
  for (const path of png) addTo(byName, stemOf(fileName(path)), path);
  const maskOf = (picture: string): PairedMask => {
    const stem = stemOf(picture);
    const [mask, other] = byName.get(fileName(stem)) ?? [];
    const exact = byPath.get(stem);
    if (exact !== undefined) return { mask: exact };
    if (mask === undefined)
      return { problem: `no mask ${fileName(stem)}.png is in the folder of the masks` };
    return other === undefined
      ? { mask }
      : { problem: `several masks are called so: ${mask}, ${other}` };
  };
  return new Map(pictures.map((picture) => [picture, maskOf(picture)]));
}

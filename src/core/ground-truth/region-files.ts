/** Which files are masks of a region of interest, and whose they are. */
import { stemOf } from '#src/core/file-stem';

const REGION = /(^|\/)(roi(\/.+)?|[^/]+_roi)\.png$/i;
const FOLDER = /^.*(^|\/)roi\//i;

/** `roi.png`, `NAME_roi.png`, or a PNG in a folder `roi`. */
export function isRegionFile(path: string): boolean {
  return REGION.test(path);
}

/** What a mask is called among the pictures: without the folder `roi` and the ending `_roi`. */
export function regionName(path: string): string {
  return path.replace(FOLDER, '').replace(/_roi(?=\.png$)/i, '');
}

const nameIn = (path: string) => path.replace(/^.*\//, '');

/**
 * The masks that may be an image's: the only one there is, or those of its path, else of its name,
 * without the ending. Of several masks an image has to have exactly one.
 */
export function regionsFor<M extends { name: string }>(image: string, masks: readonly M[]): M[] {
  if (masks.length < 2) return [...masks];
  const sameStem = masks.filter(({ name }) => stemOf(name) === stemOf(image));
  const sameName = masks.filter(({ name }) => stemOf(nameIn(name)) === stemOf(nameIn(image)));
  return sameStem.length > 0 ? sameStem : sameName;
}

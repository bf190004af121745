/** The ways in which what is left out of pictures changes. */
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { CocoRle } from '#src/core/rle/coco-rle';
import { readLabel } from '#src/session/labels/labels';
import { labelFiles } from '#src/store/files';
import { setOfPicture } from '#src/store/region-of-interest';
import type { RegionMask, RegionSlice } from '#src/store/region-slice';
import { getState, patchRegion } from '#src/store/store';

let serial = 0;

export function leavingOut(mask: CocoRle): LeftOut {
  return { serial: ++serial, mask };
}

/** Labels that the worker holds are void outside at once, not only when they are measured next. */
function setRegion(change: Partial<RegionSlice>): void {
  patchRegion(change);
  for (const id of labelFiles.keys()) void readLabel(id);
}

/** Masks of a set take the place of earlier ones, and of what was drawn on its pictures. */
export function setMasks(set: string, masks: readonly Omit<RegionMask, 'set'>[]): void {
  const { region, pictures } = getState();
  const isOfSet = (key: string) =>
    pictures.order.includes(key) ? setOfPicture(key) === set : JSON.parse(key)[0] === set;
  setRegion({
    masks: [
      ...region.masks.filter((mask) => mask.set !== set),
      ...masks.map((mask) => ({ ...mask, set })),
    ],
    drawn: Object.fromEntries(Object.entries(region.drawn).filter(([key]) => !isOfSet(key))),
  });
}

/** The ways in which what is left out of pictures changes. */
import { pixelsOf, unionOf } from '#src/core/annotation/combine-masks';
import { type LeftOut, leftOutOn, sizeOfMask } from '#src/core/ground-truth/left-out';
import { type History, record, startHistory } from '#src/core/history';
import { type CocoRle, encodeRle } from '#src/core/rle/coco-rle';
import { readLabel } from '#src/session/labels/labels';
import { notify } from '#src/session/notices';
import { labelFiles } from '#src/store/files';
import { regionKeyOf, shownLeftOut } from '#src/store/labels/region-of-interest';
import type { RegionMask, RegionSlice } from '#src/store/region-slice';
import { shownPicture } from '#src/store/selectors';
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

/** Changes what is left out of the shown picture, and of those that have it in common. */
export function changeDrawn(
  change: (history: History<LeftOut | null>) => History<LeftOut | null>,
): void {
  const state = getState();
  const picture = shownPicture(state);
  const key = picture && regionKeyOf(state, picture);
  if (!picture || !key) return;
  const history = state.region.drawn[key] ?? startHistory(shownLeftOut(state));
  setRegion({ drawn: { ...state.region.drawn, [key]: change(history) } });
}

/**
 * Leaves a shape that was drawn on the shown picture out too. Never all of a picture: that is told,
 * and changes nothing.
 */
export function leaveOutToo(shape: CocoRle): void {
  if (pixelsOf(shape) === 0) return;
  const before = shownLeftOut(getState());
  const mask = before ? unionOf(onGridOf(shape, before.mask), shape) : shape;
  const { width, height } = sizeOfMask(shape);
  if (pixelsOf(mask) < width * height) {
    changeDrawn((history) => record(history, leavingOut(mask)));
    return;
  }
  notify({
    kind: 'warning',
    text: 'That would leave nothing of the picture, so it is not left out.',
  });
}

/** A mask from a file may have another size than the picture. */
function onGridOf(shape: CocoRle, mask: CocoRle): CocoRle {
  const size = sizeOfMask(shape);
  return encodeRle(leftOutOn(mask, size), size);
}

/** Masks of a set take the place of earlier ones, and of what was drawn on its pictures. */
export function setMasks(set: string, masks: readonly Omit<RegionMask, 'set'>[]): void {
  const { region } = getState();
  const isOfSet = (key: string) => JSON.parse(key)[0] === set;
  setRegion({
    masks: [
      ...region.masks.filter((mask) => mask.set !== set),
      ...masks.map((mask) => ({ ...mask, set })),
    ],
    drawn: Object.fromEntries(Object.entries(region.drawn).filter(([key]) => !isOfSet(key))),
  });
}

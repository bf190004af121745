/**
 * Which region of interest is a picture's: one for all pictures of a camera, that is of one size in
 * one opened folder, unless every picture has a mask of its own.
 */
import { aspectsAgree } from '#src/core/geometry';
import { type LeftOut, sizeOfMask } from '#src/core/ground-truth/left-out';
import { regionsFor } from '#src/core/ground-truth/region-files';
import type { History } from '#src/core/history';
import type { RegionForSize } from '#src/protocol/view';
import { picturePaths } from '#src/store/files';
import type { RegionMask } from '#src/store/region-slice';
import type { ListedPicture, State } from '#src/store/state';

/** The opened folder of a picture, by its name; empty for a loose one. */
export function setOfPicture(id: string): string {
  const [folder = '', ...rest] = (picturePaths.get(id) ?? '').split('/');
  return rest.length > 0 ? folder : '';
}

function masksOf({ region }: State, id: string): RegionMask[] {
  const set = setOfPicture(id);
  return region.masks.filter((mask) => mask.set === set);
}

/** What has one history of drawing, its set first; null until the picture's size is known. */
export function regionKeyOf(state: State, { id, info }: ListedPicture): string | null {
  if (!info) return null;
  const set = setOfPicture(id);
  const hasOwn = masksOf(state, id).length > 1;
  return JSON.stringify(hasOwn ? [set, id] : [set, info.width, info.height]);
}

/** The mask that was opened for a picture, or why it has none although there are some. */
function maskOf(
  state: State,
  picture: ListedPicture,
): { mask: RegionMask | null; problem: string | null } {
  const { id, name, info } = picture;
  const masks = masksOf(state, id);
  if (masks.length === 0 || !info) return { mask: null, problem: null };
  const [mask, ...more] = regionsFor(picturePaths.get(id) ?? name, masks);
  if (!mask || more.length > 0)
    return { mask: null, problem: `${mask ? 'several masks' : 'no mask'} of its name` };
  const { width, height } = sizeOfMask(mask.leftOut.mask);
  return aspectsAgree(info, { width, height })
    ? { mask, problem: null }
    : { mask: null, problem: `the mask of ${width} × ${height} has another shape` };
}

/** What does not count of an open picture; null: all of it counts. */
export function leftOutOf(state: State, pictureId: string): LeftOut | null {
  const picture = state.pictures.byId[pictureId];
  const key = picture ? regionKeyOf(state, picture) : null;
  if (!picture || key === null) return null;
  const drawn = state.region.drawn[key];
  return drawn ? drawn.present : (maskOf(state, picture).mask?.leftOut ?? null);
}

/**
 * What is left out of a picture that is not in the list: as of the shown one if it has that one's
 * size, and its name where each picture has a mask of its own. Null: nothing.
 */
export function regionForOthers(state: State, name: string): RegionForSize | null {
  const picture = state.pictures.byId[state.view.shownId ?? ''];
  const leftOut = shownLeftOut(state);
  if (!picture?.info || !leftOut) return null;
  if (masksOf(state, picture.id).length > 1 && picture.name !== name) return null;
  const { width, height } = picture.info;
  return { size: { width, height }, leftOut };
}

export function shownLeftOut(state: State): LeftOut | null {
  return leftOutOf(state, state.view.shownId ?? '');
}

/** What was changed on the stage for the shown picture; null: nothing was. */
export function shownHistory(state: State): History<LeftOut | null> | null {
  const picture = state.pictures.byId[state.view.shownId ?? ''];
  const key = picture && regionKeyOf(state, picture);
  return (key && state.region.drawn[key]) || null;
}

/** Why the masks that were opened do not tell what counts of the shown picture; null: they do. */
export function regionProblem(state: State): string | null {
  const picture = state.pictures.byId[state.view.shownId ?? ''];
  return picture && !shownHistory(state) ? maskOf(state, picture).problem : null;
}

/** What the objects of moments look like, in words: asked once for each, when names are wanted. */
import type { Moment } from '#src/core/drives/moments';
import { scaledBox } from '#src/core/drives/scaled-region';
import type { Size } from '#src/core/types';
import type { NameGuess } from '#src/core/words/naming';
import { frameSourceOf } from '#src/session/drives/frames';
import { ask } from '#src/session/held-pictures';
import { listedFrame } from '#src/store/drives/shown-drive';
import { getState } from '#src/store/store';

const names = new Map<string, Promise<NameGuess[]>>();

/**
 * Best first; empty where none fits.
 * @param grid of the moment's regions. @throws AnomalensError as `describeFrame`.
 */
export function namesOfMoment(driveId: string, { best }: Moment, grid: Size): Promise<NameGuess[]> {
  const key = JSON.stringify([driveId, best.index, best.region.box]);
  const known = names.get(key) ?? name(driveId, best, grid);
  names.set(key, known);
  known.catch(() => names.delete(key)); // it may come the next time
  return known;
}

async function name(driveId: string, { index, region }: Moment['best'], grid: Size) {
  const drive = getState().drives.byId[driveId];
  const listed = getState().pictures.byId[listedFrame(getState(), driveId) ?? '']?.info;
  const size = drive?.facts?.size ?? listed;
  if (!drive || !size) return [];
  const source = await frameSourceOf(drive, index);
  const boxes = [scaledBox(region.box, grid, size)];
  const { names: guesses } = await ask('describeFrame', { source, boxes });
  return guesses[0] ?? [];
}

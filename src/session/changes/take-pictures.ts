/** Pictures leave the list, and come back to it while what they are read from is still there. */
import { leaveAnalysis } from '#src/session/analyze-picture';
import { listed } from '#src/session/changes/parts';
import { stopLive } from '#src/session/drives/live-sources';
import { dropDrive, dropPictures } from '#src/session/held-pictures';
import { attachLabel } from '#src/session/labels/attach-label';
import { runLoadQueue } from '#src/session/load-queue';
import { showPicture } from '#src/session/show-picture';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { labelFiles } from '#src/store/files';
import { setOrder } from '#src/store/set/set-order';
import type { ListedPicture, PicturesSlice } from '#src/store/state';
import { getState, patchPictures, patchResults, patchSet, patchView } from '#src/store/store';

/** Shows a picture of the list. */
type Select = (id: string) => Promise<void>;

/** The nearest picture that stays, so that the list does not jump. */
function neighbourOf(id: string | null, order: string[], gone: ReadonlySet<string>): string | null {
  const index = order.indexOf(id ?? '');
  const after = order.slice(index + 1).find((other) => !gone.has(other));
  return after ?? order.slice(0, Math.max(index, 0)).findLast((other) => !gone.has(other)) ?? null;
}

export function takeAway(ids: readonly string[], select: Select): void {
  const before = getState().pictures;
  const gone = new Set(ids);
  const selectionGoes = gone.has(before.selectedId ?? '');
  if (selectionGoes) leaveAnalysis();
  // What is opened next is to be seen.
  if (before.order.every((id) => gone.has(id))) patchSet({ sheet: false });
  const next = selectionGoes
    ? neighbourOf(before.selectedId, [...setOrder(getState())], gone)
    : before.selectedId;
  patchPictures({
    order: before.order.filter((id) => !gone.has(id)),
    byId: Object.fromEntries(Object.entries(before.byId).filter(([id]) => !gone.has(id))),
    selectedId: next,
  });
  if (gone.has(getState().view.shownId ?? '')) {
    showPicture(null);
    patchView({ zoom: 'fit' });
    patchResults({ regions: {}, probe: null });
  }
  if (selectionGoes && next) void select(next);
  dropPictures(ids);
  for (const driveId of ids.flatMap((id) => driveIdOf(id) ?? [])) {
    stopLive(driveId);
    dropDrive(driveId); // it is opened again when it comes back
  }
}

/** What was still being loaded goes on loading. */
export async function bringBack(
  entries: readonly ListedPicture[],
  formerOrder: readonly string[],
  select: Select,
): Promise<void> {
  const { order, byId } = getState().pictures;
  const present = new Set([...order, ...entries.map(({ id }) => id)]);
  const restored = entries.map((entry): ListedPicture => {
    const settled = entry.state === 'failed' || entry.thumbnailUrl;
    return { ...entry, state: entry.state === 'failed' ? 'failed' : settled ? 'loaded' : 'queued' };
  });
  const kept = formerOrder.filter((id) => present.has(id));
  patchPictures({
    order: [...kept, ...order.filter((id) => !formerOrder.includes(id))],
    byId: { ...byId, ...Object.fromEntries(restored.map((entry) => [entry.id, entry])) },
  });
  for (const { id, label } of entries) {
    const arrived = labelFiles.get(id); // while the picture was away
    if (arrived && !label) attachLabel(id, arrived);
  }
  if (!getState().pictures.selectedId) await select((restored[0] as ListedPicture).id);
  await runLoadQueue();
}

/** The list as it was: what has come goes, what has gone comes back. Drives are known by themselves, whatever frame they are at. */
export function takePictures(wanted: PicturesSlice, select: Select): void {
  const { pictures } = getState();
  const [is, wants] = [listed(pictures), listed(wanted)];
  const come = pictures.order.filter((_, place) => !wants.includes(is[place] as string));
  const gone = wanted.order.filter((_, place) => !is.includes(wants[place] as string));
  const entries = gone.flatMap((id) => wanted.byId[id] ?? []);
  if (come.length > 0) takeAway(come, select);
  if (entries.length > 0) void bringBack(entries, wanted.order, select);
}

/** Removing pictures; what was removed can be taken back until its notice goes. */

import { selectPicture } from '#src/actions/pictures/select-picture';
import { leaveAnalysis } from '#src/session/analyze-picture';
import { closeDrive } from '#src/session/drives/close-drive';
import { stopLive } from '#src/session/drives/live-sources';
import { dropPictures } from '#src/session/held-pictures';
import { attachLabel } from '#src/session/labels/attach-label';
import { runLoadQueue } from '#src/session/load-queue';
import { notify } from '#src/session/notices';
import { forgetPrompts } from '#src/session/prompts/forget-prompts';
import { showPicture } from '#src/session/show-picture';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { driveOfPicture } from '#src/store/drives/shown-drive';
import { labelFiles, picturePaths, pictureSources, scoreFiles } from '#src/store/files';
import { forgetEntries } from '#src/store/set/keep-survey';
import { setOrder } from '#src/store/set/set-order';
import type { ListedPicture } from '#src/store/state';
import { getState, patchPictures, patchResults, patchSet, patchView } from '#src/store/store';

function forget({ id, thumbnailUrl }: ListedPicture): void {
  if (thumbnailUrl) URL.revokeObjectURL(thumbnailUrl);
  pictureSources.delete(id);
  picturePaths.delete(id);
  scoreFiles.delete(id);
  labelFiles.delete(id);
  const { [id]: _dropped, ...byPicture } = getState().results.byPicture;
  patchResults({ byPicture });
  forgetPrompts(id);
  forgetEntries(id);
  const driveId = driveIdOf(id);
  if (driveId) closeDrive(driveId);
}

/** The nearest picture that stays, so that the list does not jump. */
function neighbourOf(id: string | null, order: string[], gone: ReadonlySet<string>): string | null {
  const index = order.indexOf(id ?? '');
  const after = order.slice(index + 1).find((other) => !gone.has(other));
  return after ?? order.slice(0, Math.max(index, 0)).findLast((other) => !gone.has(other)) ?? null;
}

export function removePictures(ids: readonly string[]): void {
  const before = getState().pictures;
  const gone = new Set(ids);
  const entries = ids.flatMap((id) => before.byId[id] ?? []);
  const [first] = entries;
  if (!first) return;
  const name = driveOfPicture(getState(), first.id)?.name ?? first.name;
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
  if (selectionGoes && next) void selectPicture(next);
  dropPictures(ids);
  for (const id of ids) stopLive(driveIdOf(id) ?? '');
  notify({
    kind: 'info',
    text: entries.length === 1 ? `Removed ${name}.` : `Removed ${entries.length} pictures.`,
    action: { label: 'Undo', run: () => void restore(entries, before.order) },
    expired: () => entries.forEach(forget),
  });
}

/** What was still being loaded goes on loading. */
async function restore(
  entries: readonly ListedPicture[],
  formerOrder: readonly string[],
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
  if (!getState().pictures.selectedId) await selectPicture((restored[0] as ListedPicture).id);
  await runLoadQueue();
}

/** Masks of a region of interest among what was opened become that of their pictures. */
import { regionName } from '#src/core/ground-truth/region-files';
import { addTo } from '#src/core/groups';
import { serialiseError } from '#src/protocol/errors';
import { listedFaults, listedFiles } from '#src/session/files/listed';
import { type FileAtPath, openedFolder } from '#src/session/files/read-files';
import { ask } from '#src/session/held-pictures';
import { notify } from '#src/session/notices';
import { leavingOut, setMasks } from '#src/session/region/change-region';
import { setOfPicture } from '#src/store/labels/region-of-interest';
import type { RegionMask } from '#src/store/region-slice';
import { getState } from '#src/store/store';

type OpenAsPictures = (files: readonly FileAtPath[]) => unknown;

/**
 * Says what became of all masks of a drop; each can still be opened as a picture.
 * @param opened ids of the pictures that came along. Masks belong to those of their folder, else to
 * the folder of the selected picture.
 */
export async function takeRegionMasks(
  files: readonly FileAtPath[],
  opened: readonly string[],
  open: OpenAsPictures,
): Promise<void> {
  const setsOfDrop = new Set(opened.map(setOfPicture));
  const { selectedId } = getState().pictures;
  const lonely: FileAtPath[] = [];
  const bySet = new Map<string, FileAtPath[]>();
  for (const file of files) {
    const folder = openedFolder(file);
    const selected = selectedId === null ? null : setOfPicture(selectedId);
    const set = setsOfDrop.has(folder) ? folder : selected;
    if (set === null) lonely.push(file);
    else addTo(bySet, set, file);
  }
  for (const [set, ofSet] of bySet) await takeSet(set, ofSet, open);
  if (lonely.length === 0) return;
  const text = `${listedFiles(lonely)}: a region of interest, but no picture is open. Open pictures first, or both together.`;
  notify({ kind: 'warning', text, action: asPictures(lonely, open) });
}

async function takeSet(
  set: string,
  files: readonly FileAtPath[],
  open: OpenAsPictures,
): Promise<void> {
  const masks: Omit<RegionMask, 'set'>[] = [];
  const taken: FileAtPath[] = [];
  const refused: FileAtPath[] = [];
  const faults: { name: string; message: string }[] = [];
  for (const entry of files) {
    const { file, path } = entry;
    try {
      const { mask } = await ask('readRegion', { blob: file, name: file.name });
      masks.push({ name: regionName(path), leftOut: leavingOut(mask) });
      taken.push(entry);
    } catch (error) {
      refused.push(entry);
      faults.push({ name: file.name, message: serialiseError(error).message });
    }
  }
  if (refused.length > 0)
    notify({ kind: 'error', text: listedFaults(faults), action: asPictures(refused, open) });
  if (masks.length === 0) return;
  setMasks(set, masks);
  const whose = set === '' ? 'of the single pictures' : `of ${set}`;
  const text =
    masks.length === 1
      ? `${listedFiles(taken)} is the region of interest ${whose}: what is black is left out.`
      : `${masks.length} masks are the regions of interest ${whose}, each of the picture of its name.`;
  notify({ kind: 'info', text, action: asPictures(taken, open) });
}

function asPictures(files: readonly FileAtPath[], open: OpenAsPictures) {
  return {
    label: files.length === 1 ? 'Open as a picture' : 'Open as pictures',
    run: () => void open(files),
  };
}

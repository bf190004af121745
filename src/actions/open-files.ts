/** Sorts what was dropped, picked or pasted into pictures and scores that belong to one of them. */
import { addPictures } from '#src/actions/add-pictures';
import { importScore } from '#src/actions/import-score';
import { notify } from '#src/actions/notify';
import { getState } from '#src/store/store';

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];
const BIT_DEPTH_AT = 24;
const COLOUR_TYPE_AT = 25;
const GREY = 0;

/** Scores are `.npy` files and 16-bit grey PNGs; everything else is opened as a picture, and may fail as one. */
async function isScore(file: File): Promise<boolean> {
  if (/\.npy$/i.test(file.name)) return true;
  if (!/\.png$/i.test(file.name)) return false;
  const header = new Uint8Array(await file.slice(0, COLOUR_TYPE_AT + 1).arrayBuffer());
  const isPng = PNG_SIGNATURE.every((byte, index) => header[index] === byte);
  return isPng && header[BIT_DEPTH_AT] === 16 && header[COLOUR_TYPE_AT] === GREY;
}

export function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

/** `road.npy`, `road-entropy.npy` and `road.entropy.png` all belong to `road.jpg`; the longest stem wins. */
function pictureOf(score: string): string | null {
  const stem = stemOf(score);
  const { order, byId } = getState().pictures;
  const belongs = (picture: string) => stem === picture || (stem.startsWith(picture) && /[-_. ]/.test(stem[picture.length]));
  const candidates = order.filter((id) => belongs(stemOf(byId[id].name)));
  return candidates.sort((a, b) => byId[b].name.length - byId[a].name.length)[0] ?? null;
}

export async function openFiles(files: readonly File[]): Promise<void> {
  const kinds = await Promise.all(files.map(async (file) => ({ file, score: await isScore(file).catch(() => false) })));
  addPictures(kinds.filter(({ score }) => !score).map(({ file }) => ({ blob: file, name: file.name })));
  for (const { file } of kinds.filter(({ score }) => score)) {
    const pictureId = pictureOf(file.name);
    if (pictureId) await importScore(pictureId, file);
    else notify({ kind: 'warning', text: `${file.name} is a score, but no open picture has its name. Open the picture first.` });
  }
}

/** Which of the files that were opened can be a picture, a label or a score. */
import { isLabelMap } from '#src/core/ground-truth/label-map';
import { beginsLikePicture, PICTURE_HEAD } from '#src/core/picture-files/sniff';
import { listedFiles } from '#src/session/files/listed';
import type { FileAtPath } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

const PICTURE_OR_SCORE =
  /\.(jpe?g|png|webp|gif|avif|bmp|tiff?|hei[cf]|np[yz]|h5|hdf5|mat|pth?|ckpt|pkl|pickle)$/i;
/** Said to be pictures, in formats that are refused with a reason. */
const REFUSED = /\.(svg|jxl|jp2)$/i;

/**
 * Takes what a folder has under the name of a picture or a score, unless it is hidden, and loose
 * files that their name, the browser or their first bytes tell. Says which loose files are nothing
 * of it, and which folder holds nothing.
 */
export async function openable(files: readonly FileAtPath[]): Promise<FileAtPath[]> {
  const loose = files.filter(isLoose);
  const isUsed = await Promise.all(
    loose.map((file) => (isLabelMap(file.path) ? files.length > 1 : canBePicture(file))),
  );
  const strangers = loose.filter((_, index) => !isUsed[index]);
  if (strangers.length > 0) {
    const text = `Not pictures, labels or scores: ${listedFiles(strangers)}.`;
    notify({ kind: 'warning', text });
  }
  const taken = files.filter((file) => {
    if (file.draws !== undefined) return true;
    if (isLoose(file)) return !strangers.includes(file) && !isLabelMap(file.path);
    return PICTURE_OR_SCORE.test(file.file.name) && !file.file.name.startsWith('.');
  });
  const inFolder = files.find((file) => !isLoose(file));
  if (taken.length === 0 && inFolder) {
    const [folder] = inFolder.path.split('/');
    const text = `The folder ${folder} holds no pictures and no scores.`;
    notify({ kind: 'warning', text });
  }
  return taken;
}

function isLoose({ path, draws }: FileAtPath): boolean {
  return draws === undefined && !path.includes('/');
}

/** A file that cannot be read stays in: as a picture it says why. */
async function canBePicture({ file }: FileAtPath): Promise<boolean> {
  const { name, type } = file;
  if (PICTURE_OR_SCORE.test(name) || REFUSED.test(name) || type.startsWith('image/')) return true;
  const head = await file
    .slice(0, PICTURE_HEAD)
    .arrayBuffer()
    .catch(() => null);
  return head === null || beginsLikePicture(new Uint8Array(head));
}

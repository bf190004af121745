/** The labelled frames of drives as items of a set, and which frame each is. */
import { framesOfLabels } from '#src/core/drives/frame-labels';
import { AnomalensError } from '#src/core/errors';
import type { Drive } from '#src/evaluation/drives/drive';
import { type PairedFolders, pairFolders } from '#src/evaluation/items/pairing';
import type { EvaluationItem } from '#src/evaluation/types';
import type { DriveFrame } from '#src/protocol/pictures';

/** A frame of a drive with its label; `stem` begins with the name of the drive. */
interface LabelledFrame {
  index: number;
  item: EvaluationItem;
}

export interface LabelledDrive {
  drive: Drive;
  /** In the order of the frames. */
  labelled: LabelledFrame[];
}

type Read = Parameters<typeof pairFolders>[1];
type LabelFolders = Omit<PairedFolders, 'images'>;

/**
 * Labels of sequences are called like their pictures, as in any set. @param paths of the pictures.
 * @throws AnomalensError as `pairFolders`, and `option-invalid` where not one label belongs to a frame.
 */
export async function labelledSequences(
  drives: readonly Drive[],
  paths: readonly string[],
  labels: LabelFolders,
  read: Read,
): Promise<LabelledDrive[]> {
  const items = await pairFolders({ ...labels, images: paths }, read);
  const ofPath = new Map(items.map((item) => [item.image.name, item]));
  const all = drives.map((drive) => ({
    drive,
    labelled: drive.timestamps.flatMap((_, index): LabelledFrame[] => {
      const item = ofPath.get(drive.nameOf(index));
      return item?.label ? [{ index, item: withinDrive(item, drive, index) }] : [];
    }),
  }));
  refuseNone(all);
  return all;
}

/**
 * Labels of a video are named by the number or the time of their frame.
 * @param firstNumber what the first frame is counted as; null where nobody says.
 * @throws AnomalensError `option-invalid`, `label-unreadable`.
 */
export async function labelledVideo(
  drive: Drive,
  labels: LabelFolders,
  firstNumber: 0 | 1 | null,
  read: Read,
): Promise<LabelledDrive[]> {
  const items = await pairFolders({ ...labels, images: null }, read);
  const named = items.map(({ image, stem }) => ({
    path: image.name,
    stem: stem.split('/').at(-1) as string,
  }));
  const indexes = framesOfLabels(named, drive.timestamps, firstNumber);
  const labelled = await Promise.all(
    items.map(async ({ withoutPicture: _, ...item }, place): Promise<LabelledFrame> => {
      const index = indexes[place] as number;
      const frame = (await drive.sourceOf(index)) as DriveFrame;
      // What a frame is known again by: the video, and its place in that.
      const read = async () => new Blob([`${drive.identity} ${index}`]);
      const image = { name: drive.nameOf(index), frame, read };
      return { index, item: withinDrive({ ...item, image }, drive, index) };
    }),
  );
  const all = [{ drive, labelled: labelled.sort((a, b) => a.index - b.index) }];
  refuseNone(all);
  return all;
}

/** Folders of stems are the drives, which slices of a set are told apart by. */
function withinDrive(item: EvaluationItem, drive: Drive, index: number): EvaluationItem {
  const name = drive.nameOf(index).split('/').at(-1) as string;
  return { ...item, stem: `${drive.name}/${name.replace(/\.[^.]*$/, '')}` };
}

function refuseNone(drives: readonly LabelledDrive[]): void {
  if (drives.some(({ labelled }) => labelled.length > 0)) return;
  throw new AnomalensError(
    'option-invalid',
    'No label belongs to a frame: labels are called like their pictures, those of a video by the number or the time of the frame.',
  );
}

import type { OpeningPlan } from '#src/core/pairing/opening-plan';
import type { DrawnLabels } from '#src/evaluation/items/drawn-labels';
import { listed, listedFiles } from '#src/session/files/listed';
import type { FileAtPath } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

type Leftovers = Pick<
  OpeningPlan<FileAtPath, unknown>,
  'lonely' | 'misfits' | 'unclear' | 'leftOut'
>;

/** Says what became of files that are neither a picture nor the label of one. */
export function reportLeftovers(
  { lonely, misfits, unclear, leftOut }: Leftovers,
  open: (files: readonly FileAtPath[]) => void,
): void {
  const isDrawn = ({ draws }: FileAtPath) => draws !== undefined;
  const pixels = lonely.filter((file) => !isDrawn(file));
  reportLonelyShapes(lonely.filter(isDrawn));
  const asPictures = (files: readonly FileAtPath[]) => ({
    label: files.length === 1 ? 'Open as a picture' : 'Open as pictures',
    run: () => open(files),
  });
  if (pixels.length > 0) {
    const what =
      pixels.length === 1
        ? 'is named like a label, but no open picture has its name, unless in another folder'
        : 'are named like labels, but no open pictures have their names, unless in other folders';
    const text = `${listedFiles(pixels)} ${what}.`;
    notify({ kind: 'warning', text, action: asPictures(pixels) });
  }
  if (misfits.length > 0) {
    const text = `${listedFiles(misfits)}: among labels, but no PNG. Other formats do not keep the values exactly.`;
    notify({ kind: 'warning', text, action: asPictures(misfits) });
  }
  if (unclear.length > 0) {
    const text = `${listedFiles(unclear)}: opened as pictures. If one of their folders holds labels, name it “labels” and drop both again.`;
    notify({ kind: 'info', text });
  }
  if (leftOut.length > 0)
    notify({
      kind: 'info',
      text: `Left out, because a label beside says the same: ${listedFiles(oncePerPath(leftOut))}.`,
    });
}

/**
 * Labels that are named like a picture in a folder that may be another sequence's are not used
 * unless a person says so.
 */
export function askDoubtful(
  doubtful: readonly { labelPath: string; picturePath: string }[],
  use: () => void,
): void {
  const [first] = doubtful;
  if (!first) return;
  const more = doubtful.length - 1;
  const others = more > 0 ? ` Nor ${more === 1 ? 'is' : 'are'} ${more} more.` : '';
  const label = more > 0 ? 'Use as labels' : 'Use as its label';
  const text = `${first.labelPath} is named like ${first.picturePath}, but its folder may be another sequence's: it is not used.${others}`;
  notify({ kind: 'warning', text, action: { label, run: use } });
}

/** Shapes of pictures that are not open; a file of many is told once. */
function reportLonelyShapes(lonely: readonly FileAtPath[]): void {
  const [first] = lonely;
  if (!first) return;
  const { length } = lonely;
  const files = listedFiles(oncePerPath(lonely));
  const whose =
    length === 1
      ? 'a picture that is not open, or lies in another folder'
      : `${length} pictures that are not open, or lie in other folders`;
  const text = `${files}: shapes of ${whose} (${first.path} names ${first.draws?.[0]}${length > 1 ? ' ...' : ''}). Open the pictures with them, or the folder that holds both.`;
  notify({ kind: 'info', text });
}

function oncePerPath(files: readonly FileAtPath[]): FileAtPath[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

/** Says what became of files that could hold shapes. */
export function reportUnreadShapes({ unknown, failed }: Pick<DrawnLabels, 'unknown' | 'failed'>) {
  if (unknown.length > 0) {
    const text = `Not read as labels: ${listed(unknown.map(nameAt))}. Shapes are read from JSON of labelme and COCO, and from XML of CVAT for images 1.1.`;
    notify({ kind: 'info', text });
  }
  for (const message of new Set(failed.map((file) => file.message))) {
    const alike = failed.filter((file) => file.message === message);
    notify({ kind: 'error', text: `${listed(alike.map(({ path }) => nameAt(path)))}: ${message}` });
  }
}

const nameAt = (path: string) => path.replace(/^.*\//, '');

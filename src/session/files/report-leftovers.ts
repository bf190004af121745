import type { OpeningPlan } from '#src/core/ground-truth/opening-plan';
import { howToSaveNpy } from '#src/core/score-files/other-formats';
import type { FileAtPath } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

const NAMED = 3;

function listed(files: readonly FileAtPath[]): string {
  const names = files.slice(0, NAMED).map(({ file }) => file.name);
  const more = files.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Scores in formats that are not read: how to save what is, once for each format. */
export function reportUnreadScores(scores: readonly FileAtPath[]): void {
  const endingOf = ({ file }: FileAtPath) => file.name.replace(/^.*\./, '').toLowerCase();
  for (const ending of new Set(scores.map(endingOf))) {
    const files = scores.filter((score) => endingOf(score) === ending);
    const remedy = howToSaveNpy((files[0] as FileAtPath).file.name);
    notify({ kind: 'error', text: `${listed(files)}: ${remedy}` });
  }
}

/** Scores without a picture; a grey PNG may be a thermal picture instead. */
export function reportLonelyScores(
  lonely: readonly FileAtPath[],
  open: (files: readonly FileAtPath[]) => void,
): void {
  if (lonely.length === 0) return;
  const isSingle = lonely.length === 1;
  const text = isSingle
    ? `${listed(lonely)} looks like a score, but no open picture has its name. Open the picture first.`
    : `${listed(lonely)} look like scores, but no open pictures have their names. Open the pictures first.`;
  const pictures = lonely.filter(({ file }) => /\.png$/i.test(file.name));
  const label = isSingle ? 'Open as a picture' : 'Open as pictures';
  const action = pictures.length > 0 ? { label, run: () => open(pictures) } : null;
  notify({ kind: 'warning', text, action });
}

type Leftovers = Pick<
  OpeningPlan<FileAtPath, unknown>,
  'lonely' | 'misfits' | 'unclear' | 'leftOut'
>;

/** Says what became of files that are neither a picture nor the label of one. */
export function reportLeftovers(
  { lonely, misfits, unclear, leftOut }: Leftovers,
  open: (files: readonly FileAtPath[]) => void,
): void {
  const asPictures = (files: readonly FileAtPath[]) => ({
    label: files.length === 1 ? 'Open as a picture' : 'Open as pictures',
    run: () => open(files),
  });
  if (lonely.length > 0) {
    const what =
      lonely.length === 1
        ? 'is named like a label, but no open picture has'
        : 'are named like labels, but no open pictures have';
    const text = `${listed(lonely)} ${what} ${lonely.length === 1 ? 'its name' : 'their names'}.`;
    notify({ kind: 'warning', text, action: asPictures(lonely) });
  }
  if (misfits.length > 0) {
    const text = `${listed(misfits)}: among labels, but no PNG. Other formats do not keep the values exactly.`;
    notify({ kind: 'warning', text, action: asPictures(misfits) });
  }
  if (unclear.length > 0) {
    const text = `${listed(unclear)}: opened as pictures. If one of their folders holds labels, name it “labels” and drop both again.`;
    notify({ kind: 'info', text });
  }
  if (leftOut.length > 0)
    notify({
      kind: 'info',
      text: `Left out, because a label beside says the same: ${listed(leftOut)}.`,
    });
}

import type { OpeningPlan } from '#src/core/ground-truth/opening-plan';
import { listedFiles } from '#src/session/files/listed';
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
  const asPictures = (files: readonly FileAtPath[]) => ({
    label: files.length === 1 ? 'Open as a picture' : 'Open as pictures',
    run: () => open(files),
  });
  if (lonely.length > 0) {
    const what =
      lonely.length === 1
        ? 'is named like a label, but no open picture has'
        : 'are named like labels, but no open pictures have';
    const text = `${listedFiles(lonely)} ${what} ${lonely.length === 1 ? 'its name' : 'their names'}.`;
    notify({ kind: 'warning', text, action: asPictures(lonely) });
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
      text: `Left out, because a label beside says the same: ${listedFiles(leftOut)}.`,
    });
}

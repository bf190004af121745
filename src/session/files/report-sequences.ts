/** Says which pictures were opened as a drive, or could be, with the way to the other. */
import { formatCount } from '#src/core/numbers';
import { type FoundSequence, nameOfSequence } from '#src/session/files/sequences-among';
import { notify } from '#src/session/notices';

const titled = (found: FoundSequence) =>
  `${nameOfSequence(found)}: ${formatCount(found.files.length)} pictures`;

export function reportDrive(found: FoundSequence, openAsPictures: () => void): void {
  const text = `${titled(found)} opened as a drive, since their names are those of frames.`;
  notify({ kind: 'info', text, action: { label: 'Open as pictures', run: openAsPictures } });
}

export function reportPossibleDrive(found: FoundSequence, openAsDrive: () => void): void {
  const text = `${titled(found)} are numbered: they may be the frames of a drive.`;
  notify({ kind: 'info', text, action: { label: 'Open as a drive', run: openAsDrive } });
}

import { membersOf, openEncodingQuestion } from '#src/session/labels/label-questions';
import { labelFiles } from '#src/store/files';
import { getState } from '#src/store/store';

/**
 * Asks again about the label of one picture; the answer counts for all of its set that allow the
 * same readings.
 */
export function askEncodingOf(pictureId: string): void {
  const label = labelFiles.get(pictureId);
  const current = getState().pictures.byId[pictureId]?.label?.info?.encoding;
  if (!label?.detection || !current) return;
  const { candidates } = label.detection;
  const same = membersOf(label.set).filter(
    ([, other]) => other.detection?.candidates.join() === candidates.join(),
  );
  openEncodingQuestion(
    same.map(([id]) => id),
    candidates,
    current,
  );
}

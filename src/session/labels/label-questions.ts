/** The question what the values of a label mean, for labels that were opened together. */
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { settleSet } from '#src/core/ground-truth/settle-set';
import { labelFiles, type StoredLabel } from '#src/store/files';
import { getState, patchQuestions } from '#src/store/store';

/**
 * Pictures and labels of one set; a picture that is gone or broken keeps nobody waiting for its
 * label.
 */
export function membersOf(set: string): [pictureId: string, label: StoredLabel][] {
  const { byId } = getState().pictures;
  const counts = (id: string) => byId[id] !== undefined && byId[id].state !== 'failed';
  return [...labelFiles].filter(([id, label]) => label.set === set && counts(id));
}

/**
 * Several encodings say of 0 and 255 alone, which a binary mask can hold, that 255 is void. One of
 * them is enough.
 */
function distinct(candidates: readonly LabelEncoding[], current: LabelEncoding): LabelEncoding[] {
  const alike: readonly LabelEncoding[] = candidates.includes('mask-255')
    ? ['anomaly-1', 'anomaly-2', 'anomaly-254']
    : [];
  const kept = alike.includes(current) ? current : 'anomaly-1';
  return candidates.filter((candidate) => candidate === kept || !alike.includes(candidate));
}

export function openEncodingQuestion(
  pictureIds: string[],
  candidates: readonly LabelEncoding[],
  current: LabelEncoding,
): void {
  patchQuestions({ encoding: { pictureIds, candidates: distinct(candidates, current), current } });
}

/** Asks about the next set that nothing but a person can decide, one at a time. */
export function askNextEncoding(): void {
  if (getState().questions.encoding) return;
  for (const set of new Set([...labelFiles.values()].map((label) => label.set))) {
    const members = membersOf(set);
    const { asked } = settleSet(members.map(([, label]) => label));
    const detection = members[asked[0] ?? -1]?.[1].detection;
    if (!detection) continue;
    openEncodingQuestion(
      asked.map((index) => (members[index] as (typeof members)[number])[0]),
      detection.candidates,
      detection.encoding,
    );
    return;
  }
}

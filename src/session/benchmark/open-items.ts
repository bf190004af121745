/** The opened pictures as a set: each with its label and the scores that were opened for it. */
import type { EvaluationItem, ScoreItem } from '#src/evaluation/types';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { labelFiles, picturePaths, pictureSources, scoreFiles } from '#src/store/files';
import type { State } from '#src/store/state';

function stemsOf(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const stem = name.replace(/\.[^./]*$/, '');
    const before = seen.get(stem) ?? 0;
    seen.set(stem, before + 1);
    return before > 0 ? `${stem} (${before + 1})` : stem;
  });
}

function scoresOf(pictureId: string): ScoreItem[] {
  return (scoreFiles.get(pictureId) ?? []).map(({ methodId, name, blob, turn, isRecorded }) => ({
    methodId,
    file: { name, read: async () => blob },
    turn: turn === true,
    ...(isRecorded && { isRecorded }),
  }));
}

/** In the order in which they were opened; frames of drives are measured by their drive. */
export function openItems({ pictures }: State): EvaluationItem[] {
  const ids = pictures.order.filter((id) => driveIdOf(id) === null && pictureSources.has(id));
  const names = ids.map((id) => picturePaths.get(id) ?? pictures.byId[id]?.name ?? id);
  const stems = stemsOf(names);
  return ids.map((id, place) => {
    const label = labelFiles.get(id);
    const read = async () => {
      const source = await pictureSources.get(id)?.open();
      if (!source || !('blob' in source)) throw new Error('The picture is not open any more.');
      return source.blob;
    };
    return {
      stem: stems[place] as string,
      image: { name: names[place] as string, read },
      label: label ? { name: label.name, read: async () => label.blob } : null,
      hint: label?.hint ?? null,
      reading: label?.reading ?? null,
      folder: label?.folder ?? '',
      turn: label?.turn ?? false,
      scores: scoresOf(id),
    };
  });
}

/** Folders of logits: what a recorded network offers is told by its first file. */
import { decodeNpy, isNpy } from '#src/core/npy';
import { classValues } from '#src/core/score-files/class-values';
import { decodeNpz } from '#src/core/score-files/npz';
import { partOf } from '#src/core/score-files/score-parts';
import { isZip } from '#src/core/score-files/zip';
import type { ScoredItems, ScoreFolder } from '#src/evaluation/items/score-items';
import { formulasOf, recordedMethodId } from '#src/methods/recorded-methods';

/**
 * Ids of the methods of some folders, those of a recorded network in place of its own.
 * @throws AnomalensError `score-unreadable` where its first file holds no logits.
 */
export async function withFormulas(
  { items, methodIds }: Pick<ScoredItems, 'items' | 'methodIds'>,
  folders: readonly Pick<ScoreFolder, 'method' | 'isRecorded'>[],
): Promise<string[]> {
  const recorded = new Set(
    folders.filter(({ isRecorded }) => isRecorded).map(({ method }) => method),
  );
  const ids: string[] = [];
  for (const methodId of methodIds) {
    if (!recorded.has(methodId)) {
      ids.push(methodId);
      continue;
    }
    const scores = items.flatMap((item) => item.scores ?? []);
    const first = scores.find((score) => score.methodId === methodId);
    if (!first) continue;
    const values = await valuesOf(await first.file.read());
    ids.push(...formulasOf(values).map(({ score }) => recordedMethodId(methodId, score.kind)));
  }
  return ids;
}

/** What the arrays of a file are; of formats that the worker alone reads all formulas are asked for. */
async function valuesOf(blob: Blob): Promise<ReturnType<typeof classValues>['kind']> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (!isNpy(bytes) && !isZip(bytes)) return 'logits';
  const stored = isNpy(bytes) ? [decodeNpy(bytes)] : decodeNpz(bytes);
  for (const array of stored) {
    if ('refused' in array || array.shape.length < 3) continue;
    const part = partOf(array, () => true);
    if (part.kind === 'logits') return classValues(part).kind;
  }
  return 'logits';
}

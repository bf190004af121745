/** Settles how the labels of a set are read, before any of them is counted. */
import { AnomalensError } from '#src/core/errors';
import { isClosedSet, type LabelEncoding } from '#src/core/ground-truth/encodings';
import { type Detection, settleEncodings } from '#src/core/ground-truth/label-encoding';
import type { Engine } from '#src/engine-client/engine';
import type { EvaluationControl, EvaluationItem } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';

/** By stem: the encoding, or why the label cannot be used. Items without a label are left out. */
export type Encodings = Map<string, LabelEncoding | AnomalensError>;

/**
 * Reads every label that has no encoding yet. The whole set is asked, also by a shard: labels
 * explain each other.
 */
export async function settleLabels(
  engine: Engine,
  items: readonly EvaluationItem[],
  closedSet: boolean,
  { signal, onProgress }: EvaluationControl = {},
): Promise<Encodings> {
  const encodings: Encodings = new Map();
  const detected = new Map<string, { stem: string; detection: Detection }[]>();
  for (const [done, { stem, label, hint, encoding, set }] of items.entries()) {
    onProgress?.({ phase: 'labels', done, total: items.length, stem });
    if (encoding) encodings.set(stem, encoding);
    if (encoding || !label) continue;
    try {
      const source = { blob: await label.read(), name: label.name, hint, encoding: null };
      const detection = await engine.request('inspectLabel', { source }, { signal });
      detected.set(set, [...(detected.get(set) ?? []), { stem, detection }]);
    } catch (error) {
      if (signal?.aborted) throw error;
      const { code, message } = serialiseError(error);
      encodings.set(stem, new AnomalensError(code, message));
    }
  }
  for (const labels of detected.values()) {
    const settled = settleEncodings(labels.map(({ detection }) => detection));
    for (const [index, { stem }] of labels.entries())
      encodings.set(stem, chosenEncoding(settled[index] as Detection, closedSet));
  }
  return encodings;
}

/**
 * As documented: 0 normal, 1 or 2 anomaly, 255 ignore. So 255 alone is void, unlike in a mask of 0
 * and 255.
 */
function chosenEncoding(
  { encoding, candidates }: Detection,
  closedSet: boolean,
): LabelEncoding | AnomalensError {
  const fitting = [encoding, ...candidates].filter(
    (candidate) => isClosedSet(candidate) === closedSet && candidate !== 'mask-255',
  );
  if (fitting.length > 0) return fitting[0] as LabelEncoding;
  const advice = closedSet
    ? 'marks anomalies, not the 19 classes: evaluate it as anomalies (without --closed-set)'
    : 'holds the 19 classes, not anomalies: evaluate it as classes (--closed-set of the command)';
  return new AnomalensError('label-values', `The label ${advice}.`);
}

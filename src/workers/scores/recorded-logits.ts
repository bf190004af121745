/** Logits of somebody else's network: which formulas they give, and the maps of them. */
import { classValues, LEAST_LOG } from '#src/core/score-files/class-values';
import type { RawLogits } from '#src/core/score-files/score-parts';
import type { Size } from '#src/core/types';
import type { Compute, ScoreMap } from '#src/gpu/compute';
import { type LogitsData, scoresCpu } from '#src/gpu/ops/scores/cpu';
import type { ScoreKind } from '#src/gpu/ops/scores/formulas';
import { MOST_CLASSES } from '#src/gpu/ops/scores/gpu';
import { type FormulaMethod, formulasOf } from '#src/methods/recorded-methods';

/** Larger than any device binds at once without asking. */
const MOST_GPU_BYTES = 2 ** 27;
export interface RecordedLogits {
  logits: LogitsData;
  formulas: readonly FormulaMethod[];
  notes: string[];
}

/**
 * Logits `[classes, height, width]` that cover the whole picture. Of probabilities the logarithms
 * are taken, which softmax gives back; logarithms of probabilities are these already.
 */
export function recordedLogits(raw: RawLogits): RecordedLogits {
  const { classes, width, height, data } = raw;
  const grid = { width, height, paddedWidth: width, paddedHeight: height };
  const placed = { classes, width, height, stride: 1, grid };
  const { kind, empty } = classValues(raw);
  const formulas = formulasOf(kind);
  if (kind === 'logits') return { logits: { ...placed, data }, formulas, notes: [] };
  const isLog = kind === 'log-probabilities';
  const logs = isLog ? data : data.map((value) => Math.max(Math.log(value), LEAST_LOG));
  const notes = [
    isLog
      ? 'Its values are logarithms of probabilities, not logits: their exponentials sum to 1 in each pixel. Max logit and energy cannot be told from them.'
      : 'Its values are probabilities, not logits: each pixel sums to 1. Max logit and energy cannot be told from them.',
  ];
  if (empty > 0)
    notes.push(
      `${empty} ${empty > 1 ? 'pixels are' : 'pixel is'} 0 in every class: no class is likelier there than another.`,
    );
  return { logits: { ...placed, data: logs }, formulas, notes };
}

/**
 * Maps `[target.height, target.width]` of some formulas, in their order, at temperature 1; by the
 * TypeScript twin where the kernel does not take so many classes or bytes. The caller owns them.
 */
export async function formulaMaps(
  compute: Compute,
  logits: LogitsData,
  target: Size,
  kinds: readonly ScoreKind[],
): Promise<ScoreMap[]> {
  const requests = kinds.map((kind) => ({ kind, temperature: 1 }));
  if (logits.classes > MOST_CLASSES || logits.data.byteLength > MOST_GPU_BYTES) {
    const { scores } = scoresCpu(logits, target, requests);
    return scores.map((score) => compute.importScore(score, target));
  }
  const { scores, classes } = await compute.scores(logits, target, requests);
  classes.release();
  return scores;
}

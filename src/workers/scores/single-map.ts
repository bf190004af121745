/** The score of a file that is one method's: one map, whatever its array is called. */
import { AnomalensError } from '#src/core/errors';
import { fitsPicture } from '#src/core/score-files/turn-score';
import { reasonOf, unreadableScore } from '#src/core/score-files/unreadable';
import type { Size } from '#src/core/types';
import type { ScoreSource } from '#src/protocol/scores';
import { type RefusedArray, readScoreFile } from '#src/workers/files/score-file';

/**
 * The map `[grid.height, grid.width]` of a file as it is stored, with NaN where it has no number,
 * where there is no picture that it could be resized to.
 * @throws AnomalensError `score-unreadable` as `takeSingleScore`, `score-size` when it lies on
 * another grid.
 */
export async function singleMap({ blob, name }: ScoreSource, grid: Size): Promise<Float32Array> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const { parts, refused } = await readScoreFile(bytes, name, (own) =>
    fitsPicture(own, { ...grid, orientation: 1 }),
  );
  const [part] = parts;
  if (!part) throw whyNone(refused);
  refuseOthers(name, refused);
  if (parts.length > 1 || part.kind === 'logits')
    throw severalScores(
      name,
      parts.map((own) => (own.kind === 'logits' ? `logits of ${own.classes} classes` : own.name)),
    );
  if (part.width !== grid.width || part.height !== grid.height)
    throw new AnomalensError(
      'score-size',
      `${name} is ${part.width} x ${part.height}, the label ${grid.width} x ${grid.height}. It is not measured: resizing would change it.`,
    );
  return part.data;
}

/** The one error of a file, or all of them in one that is as bad as the first. */
export function whyNone(refused: readonly RefusedArray[]): AnomalensError {
  const [first, ...others] = refused as [RefusedArray, ...RefusedArray[]];
  if (others.length === 0) return first.error;
  const reasons = refused.map(({ array, error }) => `${array}: ${reasonOf(error)}`);
  const text = `None of its ${refused.length} arrays can be used. ${reasons.join(' ')}`;
  return new AnomalensError(first.error.code, text, first.error.retryable, {
    cause: first.error,
  });
}

/**
 * @throws AnomalensError `score-unreadable` where another array, which is no single number, cannot
 * be used: that may be the one that was meant.
 */
export function refuseOthers(name: string, refused: readonly RefusedArray[]): void {
  const other = refused.find(({ isNumber }) => !isNumber);
  if (other)
    throw unreadableScore(
      `${name} holds several arrays, and ${other.array} is perhaps the score but is not taken: ${reasonOf(other.error).replace(/\.$/, '')}`,
    );
}

export function severalScores(name: string, parts: readonly (string | null)[]): AnomalensError {
  return unreadableScore(
    `${name} holds several scores (${parts.join(', ')}), and one map is wanted`,
  );
}

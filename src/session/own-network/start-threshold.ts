/** Where the threshold of a network begins that nobody has measured. */
import { defaultThreshold } from '#src/core/score-files/default-threshold';
import { isOwn } from '#src/methods/own-methods';
import { findMethod } from '#src/methods/registry';
import type { ScoreSummary } from '#src/protocol/scores';
import { getState, patchView } from '#src/store/store';

/**
 * One per cent of the first analysed picture lies above it, as with a score from a file; it stays for
 * all pictures, until a person moves it. A network that was fitted to ordinary pictures begins with theirs.
 */
export function startThresholds(scores: readonly ScoreSummary[]): void {
  const { thresholds } = getState().view;
  const missing = scores.filter(
    ({ methodId }) => isOwn(methodId) && !(methodId in thresholds) && !findMethod(methodId)?.known,
  );
  if (missing.length === 0) return;
  const begun = missing.map(({ methodId, histogram: { range, counts } }) => [
    methodId,
    defaultThreshold({ range, counts: Array.from(counts) }, null),
  ]);
  patchView({ thresholds: { ...thresholds, ...Object.fromEntries(begun) } });
}

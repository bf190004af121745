import type { ScoreSummary } from '#src/protocol/scores';
import type { ScoreResult } from '#src/store/results-slice';

/** What the store keeps of a score. */
export function scoreResultOf({
  settings,
  range,
  histogram,
  residualNorm,
}: ScoreSummary): ScoreResult {
  return {
    settings,
    range,
    residualNorm,
    histogram: { range: histogram.range, counts: Array.from(histogram.counts) },
  };
}

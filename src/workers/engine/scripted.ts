/**
 * Analysis for scripts and tests, beside what the page shows: nothing here touches the loaded
 * pictures or the canvases.
 */

import { sameSize } from '#src/core/geometry';
import type { Size } from '#src/core/types';
import type { Requests } from '#src/protocol/requests';
import type { ScriptedAnalysis } from '#src/protocol/scores';
import { withPicture } from '#src/workers/engine/with-picture';
import { insideScore } from '#src/workers/regions/inside-score';
import { shareOfPicture } from '#src/workers/regions/pane-regions';
import { ensureScore, ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';

/**
 * Outside the region of interest is void, as on the stage, if the picture has the size that it
 * holds for.
 * @throws AnomalensError `picture-*`, `method-unknown`, of the model, `cancelled`.
 */
export function scriptedAnalyze(
  context: EngineContext,
  { source, settings, thresholds, minArea, region }: Requests['scriptedAnalyze']['params'],
  signal?: AbortSignal,
): Promise<ScriptedAnalysis> {
  return withPicture(context, source, signal, async (entry) => {
    const scores = await ensureScores(context, entry, settings, {}, signal);
    const leftOut = region && sameSize(region.size, entry.size) ? region.leftOut : null;
    let leftOutPixels = 0;
    const methods: ScriptedAnalysis['methods'] = {};
    for (const score of scores) {
      const { summary } = score;
      const threshold = thresholds[summary.methodId] as number;
      const inside = await insideScore(context, entry, leftOut, score);
      const above = await context.compute.regions(inside.map, threshold, minArea);
      leftOutPixels = inside.leftOutPixels;
      methods[summary.methodId] = {
        range: summary.range,
        threshold,
        shareAbove: shareOfPicture(above, entry, leftOutPixels),
        components: above.regions,
      };
    }
    const { width, height } = entry.size;
    return { width, height, leftOut: leftOutPixels / (width * height), methods };
  });
}

/** @throws as `scriptedAnalyze`. */
export function scriptedScore(
  context: EngineContext,
  { source, settings }: Requests['scriptedScore']['params'],
  signal?: AbortSignal,
): Promise<Size & { data: Float32Array }> {
  return withPicture(context, source, signal, async (entry) => {
    const { map } = await ensureScore(context, entry, settings, {}, signal);
    return { ...entry.size, data: await context.compute.readScore(map) };
  });
}

/**
 * Analysis for scripts and tests, beside what the page shows: nothing here touches the loaded
 * pictures or the canvases.
 */

import type { Size } from '#src/core/types';
import type { FrameSource } from '#src/protocol/pictures';
import type { Requests } from '#src/protocol/requests';
import type { ScriptedAnalysis } from '#src/protocol/scores';
import { openPicture } from '#src/workers/files/open-picture';
import { shareOfPicture } from '#src/workers/regions/pane-regions';
import { ensureScore, ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/** @throws AnomalensError `picture-*`, `method-unknown`, of the model, `cancelled`. */
export function scriptedAnalyze(
  context: EngineContext,
  { source, settings, thresholds, minArea }: Requests['scriptedAnalyze']['params'],
  signal?: AbortSignal,
): Promise<ScriptedAnalysis> {
  return withPicture(context, source, signal, async (entry) => {
    const scores = await ensureScores(context, entry, settings, {}, signal);
    const methods: ScriptedAnalysis['methods'] = {};
    for (const { map, summary } of scores) {
      const threshold = thresholds[summary.methodId] as number;
      const above = await context.compute.regions(map, threshold, minArea);
      methods[summary.methodId] = {
        range: summary.range,
        threshold,
        shareAbove: shareOfPicture(above, entry),
        components: above.regions,
      };
    }
    return { ...entry.size, methods };
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

async function withPicture<T>(
  context: EngineContext,
  source: FrameSource,
  signal: AbortSignal | undefined,
  work: (entry: HeldPicture) => Promise<T>,
): Promise<T> {
  const { entry } = await openPicture(context, source, {}, signal);
  try {
    return await entry.use(() => work(entry));
  } finally {
    entry.release();
  }
}

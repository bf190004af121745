import { AnomalensError } from '#src/core/errors';
import type { Histogram } from '#src/core/types';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { classesModelOf } from '#src/methods/classes-model';
import type { Requests } from '#src/protocol/requests';
import type { ProbeResult } from '#src/protocol/view';
import { learntAt } from '#src/workers/open-world/open-map';
import { keptScore } from '#src/workers/regions/kept-score';
import { regionKey } from '#src/workers/regions/pane-regions';
import { cachedScore, isAtHand } from '#src/workers/scores/score-cache';
import { ensureScores } from '#src/workers/scores/scores';
import { type EngineContext, readySegmenter } from '#src/workers/state/context';
import type { CachedScore, HeldPicture } from '#src/workers/state/held-picture';

/** What a pointer over the picture asks for again and again, read back once. */
export class Prober {
  #scores = new Map<string, Float32Array>();
  #scoresOf = 0;
  #labels: { key: string; values: Uint32Array } | null = null;

  constructor(private readonly context: EngineContext) {}

  /**
   * @throws AnomalensError `picture-unknown`, `method-unknown`, `option-invalid` for a position
   * outside the picture.
   */
  async probe({
    pictureId,
    x,
    y,
    settings,
    active,
    minArea,
  }: Requests['probe']['params']): Promise<ProbeResult> {
    const entry = this.context.pictures.get(pictureId);
    const { width, height } = entry.size;
    if (
      !(Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < width && y < height)
    ) {
      throw new AnomalensError(
        'option-invalid',
        `There is no pixel (${x}, ${y}) in a picture of ${width} x ${height}.`,
      );
    }
    const pixel = y * width + x;
    return entry.use(async () => {
      // What would take a network's run is left out.
      const atHand = settings.filter((methodSettings) => isAtHand(entry, methodSettings));
      const cached = await ensureScores(this.context, entry, atHand, {});
      const scores: ProbeResult['scores'] = [];
      for (const score of cached) {
        const value = (await this.#read(entry, score))[pixel] as number;
        scores.push({
          methodId: score.summary.methodId,
          score: value,
          percentile: percentileInBins(value, score.summary.histogram),
        });
      }
      const classes = this.#classes(entry, classesModelOf(active.settings), x, y);
      const network = entry.networks.get(classesModelOf(active.settings));
      const learnt = network ? learntAt(network, entry.size, active.learnt, { x, y }) : null;
      return {
        pictureId,
        x,
        y,
        scores,
        classes,
        learnt,
        regionId: await this.#regionAt(entry, active, minArea, pixel),
      };
    });
  }

  async #read(entry: HeldPicture, score: CachedScore): Promise<Float32Array> {
    if (this.#scoresOf !== entry.serial) {
      this.#scores.clear(); // one picture at a time
      this.#scoresOf = entry.serial;
    }
    const key = entry.keyOf(score.summary.settings);
    const known = this.#scores.get(key);
    if (known) return known;
    const values = await this.context.compute.readScore(score.map);
    this.#scores.set(key, values);
    return values;
  }

  /** Softmax of the closed-set logits at T = 1 in float64. Empty while the network has not run. */
  #classes(entry: HeldPicture, modelId: string, x: number, y: number): ProbeResult['classes'] {
    const names = readySegmenter(this.context.models, modelId)?.entry.classes;
    const output = entry.networks.get(modelId)?.outputs.logits;
    if (!output || !names) return [];
    const logits = sampleLogitsCpu({ ...output.tensor, data: output.values }, entry.size, x, y);
    const largest = Math.max(...logits);
    const exponentials = Array.from(logits, (logit) => Math.exp(logit - largest));
    const sum = exponentials.reduce((a, b) => a + b, 0);
    return exponentials
      .map((value, index) => ({
        index,
        name: names[index]?.name as string,
        probability: value / sum,
      }))
      .sort((a, b) => b.probability - a.probability);
  }

  async #regionAt(
    entry: HeldPicture,
    active: Requests['probe']['params']['active'],
    minArea: number,
    pixel: number,
  ): Promise<number | null> {
    const score = cachedScore(entry, active.settings);
    // Below the threshold there is no need to label anything.
    if (!score || ((await this.#read(entry, score))[pixel] as number) < active.threshold)
      return null;
    const key = regionKey(entry, active, minArea);
    if (this.#labels?.key !== key) {
      const { map } = await keptScore(this.context, entry, active, score);
      this.#labels = {
        key,
        values: await this.context.compute.readLabels(map, active.threshold, minArea),
      };
    }
    return this.#labels.values[pixel] || null;
  }
}

/**
 * Share of the picture's pixels below a score, 0..100, to a fraction of one of the histogram's
 * bins.
 */
export function percentileInBins(value: number, { range, counts }: Histogram): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const extent = range.max - range.min;
  if (value >= range.max || extent <= 0) return 100;
  const position = Math.max(0, ((value - range.min) / extent) * counts.length);
  const bin = Math.min(counts.length - 1, Math.floor(position));
  let below = 0;
  for (let i = 0; i < bin; i++) below += counts[i] as number;
  return ((below + (counts[bin] as number) * (position - bin)) / total) * 100;
}

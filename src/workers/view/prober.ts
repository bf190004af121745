import { AnomalensError } from '#src/core/errors';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { classesModelOf } from '#src/methods/classes-model';
import type { Requests } from '#src/protocol/requests';
import type { ProbeResult } from '#src/protocol/view';
import { learntAt } from '#src/workers/open-world/open-map';
import { keptScore } from '#src/workers/regions/kept-score';
import { regionKey } from '#src/workers/regions/pane-regions';
import { cachedScore, isAtHand } from '#src/workers/scores/score-cache';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { percentileInBins } from '#src/workers/view/percentile';
import { ReadScores } from '#src/workers/view/read-scores';
import { surpriseAt } from '#src/workers/view/surprise';

/** What a pointer over the picture asks for again and again, read back once. */
export class Prober {
  readonly #scores: ReadScores;
  #labels: { key: string; values: Uint32Array } | null = null;

  constructor(private readonly context: EngineContext) {
    this.#scores = new ReadScores(context.compute);
  }

  /**
   * @throws AnomalensError `picture-unknown`, `method-unknown`, `option-invalid` for a position
   * outside the picture, `label-size` for a region of interest of another aspect.
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
      const atHand = settings.filter((methodSettings) =>
        isAtHand(this.context, entry, methodSettings),
      );
      const cached = await ensureScores(this.context, entry, atHand, {});
      const { leftOut } = active;
      const isLeftOut = this.#scores.outside(entry, leftOut)?.[pixel] === 1;
      const scores: ProbeResult['scores'] = [];
      for (const score of cached) {
        const value = (await this.#scores.values(entry, score))[pixel] as number;
        const histogram = await this.#scores.histogram(entry, score, leftOut);
        const percentile = isLeftOut ? null : percentileInBins(value, histogram);
        const surprise = surpriseAt(entry, score.summary.settings, value, { x, y });
        scores.push({ methodId: score.summary.methodId, score: value, percentile, surprise });
      }
      const classes = this.#classes(entry, classesModelOf(active.settings), x, y);
      const network = entry.networks.get(classesModelOf(active.settings));
      const learnt = network ? learntAt(network, entry.size, active.learnt, { x, y }) : null;
      return {
        pictureId,
        x,
        y,
        isLeftOut,
        scores,
        classes,
        learnt,
        regionId: await this.#regionAt(entry, active, minArea, pixel),
      };
    });
  }

  /** Softmax of the closed-set logits at T = 1 in float64. Empty while the network has not run. */
  #classes(entry: HeldPicture, modelId: string, x: number, y: number): ProbeResult['classes'] {
    const network = entry.networks.get(modelId);
    const output = network?.outputs.logits;
    if (!network || !output) return [];
    const logits = sampleLogitsCpu({ ...output.tensor, data: output.values }, entry.size, x, y);
    const largest = Math.max(...logits);
    const exponentials = Array.from(logits, (logit) => Math.exp(logit - largest));
    const sum = exponentials.reduce((a, b) => a + b, 0);
    return exponentials
      .map((value, index) => ({
        index,
        name: network.channels.list[index]?.name as string,
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
    if (!score || ((await this.#scores.values(entry, score))[pixel] as number) < active.threshold)
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

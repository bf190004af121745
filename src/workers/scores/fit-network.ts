/** A fit of a person's own network to their ordinary pictures: its features first, then all its scores. */
import { AnomalensError } from '#src/core/errors';
import { type FeatureFit, FeatureMoments } from '#src/core/own-fit/feature-moments';
import type { NetworkFit } from '#src/core/own-fit/network-fit';
import { SHARES, scoreTable } from '#src/core/own-fit/score-table';
import type { Histogram } from '#src/core/types';
import { ownMethods } from '#src/methods/own-methods';
import { settingsFor } from '#src/methods/settings';
import type { FitNetworkRequest, FittedNetwork } from '#src/protocol/own-network';
import type { FrameSource } from '#src/protocol/pictures';
import { openPicture } from '#src/workers/files/open-picture';
import { openOwn, takeFit } from '#src/workers/networks/own-networks';
import { outputsOfOwn } from '#src/workers/networks/own-run';
import type { ModelService } from '#src/workers/networks/prepare-model';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { ensureScores } from './scores';

/**
 * Fits the distances of features, where the card names some, and the table of each score; the network has
 * them afterwards. A picture that cannot be read is left out and named.
 * @throws AnomalensError `option-invalid` without a picture that can be read, `cancelled` (the former fit stays then),
 * and of the network.
 */
export async function fitNetwork(
  context: EngineContext,
  models: ModelService,
  { modelId, pictures }: FitNetworkRequest,
  signal?: AbortSignal,
): Promise<FittedNetwork> {
  const { fit: before, own } = openOwn(models, modelId);
  const rounds = own.card.features === null ? 1 : 2;
  const unread = new Set<string>();
  const look = new Look(context, pictures, unread, rounds, signal);
  const { features, without } = await fittedFeatures(context, models, modelId, look, signal);
  const calibration = { model: modelId, images: 0, pixels: 0, shares: [...SHARES], methods: {} };
  try {
    takeFit(context, models, { modelId, fit: { calibration, features, without } });
    const fit = await withTables(context, models, modelId, look, signal);
    takeFit(context, models, { modelId, fit });
    return { fit, unread: [...unread] };
  } catch (error) {
    takeFit(context, models, { modelId, fit: before });
    throw error;
  }
}

/** Walks over the pictures, one at a time in memory. */
class Look {
  #done = 0;

  constructor(
    private readonly context: EngineContext,
    private readonly pictures: readonly FrameSource[],
    private readonly unread: Set<string>,
    private readonly rounds: number,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async each(work: (entry: HeldPicture) => Promise<void>): Promise<void> {
    for (const source of this.pictures) {
      await stageBoundary(this.signal);
      const entry = await this.#opened(source);
      try {
        if (entry) await work(entry);
      } finally {
        entry?.release();
      }
      this.#done += 1;
      this.context.tellPage('progress', {
        what: 'fit to ordinary pictures',
        modelId: null,
        phase: 'score',
        loaded: this.#done,
        total: this.rounds * this.pictures.length,
        cached: false,
      });
    }
  }

  async #opened(source: FrameSource): Promise<HeldPicture | null> {
    try {
      return (await openPicture(this.context, source, {}, this.signal)).entry;
    } catch (error) {
      if (!(error instanceof AnomalensError) || error.code === 'cancelled') throw error;
      this.unread.add(source.name);
      return null;
    }
  }
}

async function fittedFeatures(
  context: EngineContext,
  models: ModelService,
  modelId: string,
  look: Look,
  signal?: AbortSignal,
): Promise<{ features: FeatureFit | null; without: string | null }> {
  const model = openOwn(models, modelId);
  if (model.own.card.features === null)
    return { features: null, without: 'its card names no tensor that the classifier reads' };
  let moments: FeatureMoments | null = null;
  try {
    await look.each(async (entry) => {
      const run = { context, entry, times: {}, signal, longSide: undefined };
      const { logits, features } = await outputsOfOwn(run, model, ['features']);
      if (!logits || !features || !('data' in logits && 'data' in features)) return;
      moments ??= new FeatureMoments(features.classes, logits.classes);
      const { width, height, paddedWidth, paddedHeight } = features.grid;
      moments.add(features, logits, { width: width / paddedWidth, height: height / paddedHeight });
    });
    const seen = moments as FeatureMoments | null; // the compiler does not look into closures
    if (!seen) throw new AnomalensError('option-invalid', 'None of the pictures can be read.');
    return { features: seen.fit(), without: null };
  } catch (error) {
    if (!(error instanceof AnomalensError) || error.code !== 'network-unsupported') throw error;
    return { features: null, without: error.message };
  }
}

/** The fit that the network has by now, with the table of every score. */
async function withTables(
  context: EngineContext,
  models: ModelService,
  modelId: string,
  look: Look,
  signal?: AbortSignal,
): Promise<NetworkFit> {
  const { fit, own, entry: known } = openOwn(models, modelId);
  const settings = ownMethods(modelId, own.card, fit).map((method) => settingsFor(method));
  const histograms = new Map<string, Histogram[]>();
  let images = 0;
  let pixels = 0;
  await look.each(async (entry) => {
    const scores = await ensureScores(context, entry, settings, {}, signal);
    images += 1;
    pixels += entry.size.width * entry.size.height;
    for (const { summary } of scores)
      histograms.set(summary.methodId, [
        ...(histograms.get(summary.methodId) ?? []),
        summary.histogram,
      ]);
  });
  if (images === 0) throw new AnomalensError('option-invalid', 'None of the pictures can be read.');
  const methods = Object.fromEntries(
    [...histograms].flatMap(([id, list]) => {
      const table = scoreTable(list);
      return table ? [[id, table]] : [];
    }),
  );
  const calibration = { model: known.sha256, images, pixels, shares: [...SHARES], methods };
  return { calibration, features: fit?.features ?? null, without: fit?.without ?? null };
}

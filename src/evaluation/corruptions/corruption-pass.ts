/**
 * Further passes over a set: the same images under corruptions, at the thresholds that the set has
 * given as it is. An image is corrupted when its turn comes, and nothing of it is kept but counts.
 */
import { type Corruption, corruptionWords } from '#src/core/corruptions/corruption';
import { AnomalensError } from '#src/core/errors';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import { type PixelMetrics, pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { ScoreHistogram } from '#src/core/metrics/score-histogram';
import { unpackSparse } from '#src/core/metrics/sparse-histogram';
import type { Engine } from '#src/engine-client/engine';
import {
  type ComponentItem,
  type ComponentsOfImage,
  componentPass,
} from '#src/evaluation/component-pass';
import { corruptedMetrics } from '#src/evaluation/corruptions/corrupted-metrics';
import type { CorruptionResult } from '#src/evaluation/corruptions/types';
import type { EvaluationControl, EvaluationOptions } from '#src/evaluation/types';
import { findMethod } from '#src/methods/registry';
import { serialiseError } from '#src/protocol/errors';
import type { PooledMetrics, SliceOfImage } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

/** What the set has given as it is; the components with their alarms. */
interface AsItIs {
  methods: readonly PooledMetrics[];
  components: readonly ComponentsOfImage[];
}

/**
 * @throws AnomalensError `option-invalid` where corruptions are asked for and nothing could be said of
 * them.
 */
export function refuseCorruptions({
  corruptions = [],
  settings,
  shard,
}: Pick<EvaluationOptions, 'corruptions' | 'settings' | 'shard'>): void {
  if (corruptions.length === 0) return;
  if (shard)
    throw new AnomalensError(
      'option-invalid',
      'Corruptions are of a whole set: their thresholds are not known in a shard.',
    );
  if (!settings.some(({ methodId }) => findMethod(methodId)))
    throw new AnomalensError(
      'option-invalid',
      'Corruptions change pictures, and no method reads them: scores from files and classes stay out. Choose a method of Anomalens too.',
    );
}

/**
 * First the images as they are, then each corruption in its order, of the methods of the page:
 * scores from files are the same whatever is done to a picture.
 * @param fail takes the error of one image, which that corruption is measured without.
 * @throws AnomalensError as `componentPass`.
 */
export async function corruptionPass(
  engine: Engine,
  items: readonly ComponentItem[],
  settings: readonly MethodSettings[],
  { methods, components }: AsItIs,
  { corruptions, filters }: { corruptions: readonly Corruption[]; filters: ComponentFilters },
  control: EvaluationControl,
  fail: (stem: string, error: unknown) => void,
): Promise<CorruptionResult[]> {
  const own = settings.filter(({ methodId }) => findMethod(methodId));
  const ids = own.map(({ methodId }) => methodId);
  const thresholds = methods.map(keptThreshold);
  const asItIs = new Map(methods.map(({ methodId, pooled }) => [methodId, pooled]));
  const results = [resultOf(null, ids, asItIs, components)];
  for (const corruption of corruptions) {
    const pixels = new AllPixels();
    const answers = await componentPass(
      engine,
      items.map((item) => under(corruption, item)),
      own,
      thresholds,
      { filters, slices: pixels, alarms: true },
      {
        ...control,
        onProgress: (progress) => control.onProgress?.({ ...progress, corruption }),
      },
      (stem, error) => fail(stem, underIt(corruption, error)),
    );
    results.push(resultOf(corruption, ids, pixels.metrics(), answers));
  }
  return results;
}

/** The pooled threshold alone: neither that of the other definition nor masks are asked for. */
function keptThreshold({ sweep: _, ...metrics }: PooledMetrics): PooledMetrics {
  return { ...metrics, smiyc: metrics.pooled, sweep: null };
}

/** Its scores have to be computed: saved ones are of the image as it is. */
function under(corruption: Corruption, item: ComponentItem): ComponentItem {
  const load = async () => {
    const image = await item.load();
    const source = image.source && { ...image.source, corruption };
    return { ...image, source, scoreFiles: [], scoresOf: async () => null };
  };
  return { ...item, load };
}

function underIt(corruption: Corruption, error: unknown): AnomalensError {
  const { code, message, retryable } = serialiseError(error);
  return new AnomalensError(code, `${message} (${corruptionWords(corruption)})`, retryable);
}

function resultOf(
  corruption: Corruption | null,
  ids: readonly string[],
  pooled: ReadonlyMap<string, PixelMetrics>,
  images: readonly ComponentsOfImage[],
): CorruptionResult {
  const methods = ids.flatMap((id) => {
    const pixels = pooled.get(id);
    const answers = images.flatMap(({ answers: own }) => own[id] ?? []);
    return pixels ? [[id, corruptedMetrics(pixels, answers)]] : [];
  });
  return { corruption, images: images.length, methods: Object.fromEntries(methods) };
}

/** Pools what the slice of its folder says of each image, which is all its pixels. */
class AllPixels {
  readonly kinds = ['folder'] as const;
  /** By method id. */
  readonly #pools = new Map<string, ScoreHistogram>();

  add(_folder: string, answers: ReadonlyMap<string, readonly SliceOfImage[]>): void {
    for (const [methodId, slices] of answers)
      for (const { histogram } of slices) {
        const pool = this.#pools.get(methodId) ?? new ScoreHistogram();
        this.#pools.set(methodId, pool);
        pool.merge(unpackSparse(histogram));
      }
  }

  metrics(): Map<string, PixelMetrics> {
    return new Map([...this.#pools].map(([id, pool]) => [id, pixelMetrics(pool.toSparse())]));
  }
}

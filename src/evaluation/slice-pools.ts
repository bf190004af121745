/** The slices of a set, pooled image by image: memory does not grow with the number of images. */

import { pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { ScoreHistogram } from '#src/core/metrics/score-histogram';
import { type SparseHistogram, unpackSparse } from '#src/core/metrics/sparse-histogram';
import { OBJECT_SLICES, SLICE_KINDS, type SliceKind } from '#src/core/slices/object-slices';
import type { Engine } from '#src/engine-client/engine';
import type { EvaluationOptions, SliceResult } from '#src/evaluation/types';
import type { SliceOfImage } from '#src/protocol/evaluation';

type Row = Pick<SliceResult, 'by' | 'slice' | 'images' | 'objects' | 'pixels'>;
type MetricsOfSlice = SliceResult['methods'][string];

interface Pool {
  row: Row;
  /** By method id. */
  histograms: Map<string, ScoreHistogram>;
}

/**
 * Slices of objects are pooled side by side, folders one after the other: the images have to come
 * folder by folder.
 */
export class SlicePools {
  readonly #objects = new Map<string, Pool>();
  #folder: Pool | null = null;
  readonly #folders: SliceResult[] = [];

  constructor(readonly kinds: readonly SliceKind[]) {}

  /**
   * Counts one image. @param folder that it lies in. @param answers by method id; all say the same of
   * the label.
   */
  add(folder: string, answers: ReadonlyMap<string, readonly SliceOfImage[]>): void {
    if (this.#folder?.row.slice !== folder) this.#finishFolder();
    for (const [index, [methodId, slices]] of [...answers].entries())
      for (const { by, slice, objects, pixels, histogram } of slices) {
        const { row, histograms } =
          slice === null ? this.#folderPool(folder) : this.#objectPool(by, slice);
        const pool = histograms.get(methodId) ?? new ScoreHistogram();
        histograms.set(methodId, pool);
        pool.merge(unpackSparse(histogram));
        if (index > 0) continue;
        row.images += 1;
        row.objects += objects;
        row.pixels += pixels;
      }
  }

  /**
   * In the order of kinds, sizes, heights and folders; slices of objects that no image has are left
   * out. @param pooled all pixels of the set, by method id.
   */
  async results(pooled: (methodId: string) => Promise<SparseHistogram>): Promise<SliceResult[]> {
    this.#finishFolder();
    const methods = new Map<string, Map<Pool, MetricsOfSlice>>();
    const pools = [...this.#objects.values()];
    for (const methodId of new Set(pools.flatMap(({ histograms }) => [...histograms.keys()]))) {
      const normal = withoutPositives(await pooled(methodId));
      const own = new Map(
        pools.flatMap((pool) => {
          const histogram = pool.histograms.get(methodId);
          return histogram ? [[pool, metricsOf([normal, histogram.toSparse()])] as const] : [];
        }),
      );
      methods.set(methodId, own);
    }
    const ofObjects = pools.map((pool) => ({
      ...pool.row,
      methods: Object.fromEntries(
        [...methods].flatMap(([methodId, own]) => {
          const metrics = own.get(pool);
          return metrics ? [[methodId, metrics]] : [];
        }),
      ),
    }));
    const all = [...ofObjects, ...this.#folders];
    return all.sort((a, b) => placeOf(a) - placeOf(b));
  }

  #objectPool(by: SliceKind, slice: string): Pool {
    const key = `${by} ${slice}`;
    const pool = this.#objects.get(key) ?? emptyPool(by, slice);
    this.#objects.set(key, pool);
    return pool;
  }

  #folderPool(folder: string): Pool {
    this.#folder ??= emptyPool('folder', folder);
    return this.#folder;
  }

  #finishFolder(): void {
    if (!this.#folder) return;
    const { row, histograms } = this.#folder;
    const methods = [...histograms].map(
      ([methodId, histogram]) => [methodId, metricsOf([histogram.toSparse()])] as const,
    );
    this.#folders.push({ ...row, methods: Object.fromEntries(methods) });
    this.#folder = null;
  }
}

/** Null where none are asked for. */
export function slicePools({ slices = [] }: Pick<EvaluationOptions, 'slices'>): SlicePools | null {
  return slices.length > 0 ? new SlicePools(slices) : null;
}

/** All pixels of a run's images, by method id. */
export const poolReader =
  (engine: Engine, runId: string) =>
  async (methodId: string): Promise<SparseHistogram> => {
    const { histogram } = await engine.request('evaluationState', { runId, methodId });
    return unpackSparse(histogram);
  };

function emptyPool(by: SliceKind, slice: string): Pool {
  return { row: { by, slice, images: 0, objects: 0, pixels: 0 }, histograms: new Map() };
}

function metricsOf(parts: readonly SparseHistogram[]): MetricsOfSlice {
  const pool = new ScoreHistogram();
  for (const part of parts) pool.merge(part);
  const { AP, FPR95, prior } = pixelMetrics(pool.toSparse());
  return { AP, FPR95, prior };
}

/** The bins that hold a normal pixel. */
function withoutPositives(pool: SparseHistogram): SparseHistogram {
  const isKept = (_: number, i: number) => pool.negatives[i] !== 0;
  const negatives = pool.negatives.filter(isKept);
  return {
    bits: pool.bits,
    keys: pool.keys.filter(isKept),
    mixed: pool.mixed.filter(isKept),
    positives: new Uint32Array(negatives.length),
    negatives,
  };
}

/** Folders come after each other as their images do. */
function placeOf({ by, slice }: SliceResult): number {
  const kind = SLICE_KINDS.indexOf(by);
  return kind * 10 + (by === 'folder' ? 0 : OBJECT_SLICES[by].indexOf(slice));
}

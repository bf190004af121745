import { AnomalensError } from '#src/core/errors';
import { bootstrapImage } from '#src/core/metrics/bootstrap';
import { ConfusionMatrix } from '#src/core/metrics/confusion';
import { curveOf } from '#src/core/metrics/curves';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { maskSweep } from '#src/core/metrics/mask-sweep';
import { pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { ScoreHistogram } from '#src/core/metrics/score-histogram';
import { mergeKeys, percentileKeys, smiycMetrics } from '#src/core/metrics/smiyc-metrics';
import { packSparse, unpackSparse } from '#src/core/metrics/sparse-histogram';
import { methodById } from '#src/methods/registry';
import type {
  ImageEvaluation,
  MethodPool,
  PooledClasses,
  PooledMetrics,
} from '#src/protocol/evaluation';

interface Pool {
  histogram: ScoreHistogram;
  /** Thresholds of images not merged yet; merging after every image would be quadratic. */
  keys: Uint32Array<ArrayBuffer>[];
}

/** The pixels of all images of one run: flat memory, whatever the number of images. */
export class EvaluationPools {
  /** By method id, in the order of their first image. */
  readonly #pools = new Map<string, Pool>();
  #classes: ConfusionMatrix | null = null;

  /**
   * Counts one image for all methods, `scores[i]` and `truth` `[H,W]`. @throws AnomalensError, then
   * for none.
   */
  add(
    methodIds: readonly string[],
    scores: readonly Float32Array[],
    truth: Uint8Array,
  ): Omit<ImageEvaluation['methods'][number], 'milliseconds'>[] {
    const images = scores.map((one) => imageHistogram(one, truth));
    return images.map((image, at) => {
      const methodId = methodIds[at];
      const pool = this.#poolOf(methodId);
      pool.histogram.merge(image);
      pool.keys.push(percentileKeys(image));
      return {
        methodId,
        metrics: pixelMetrics(image),
        bootstrap: packSparse(bootstrapImage(image)),
      };
    });
  }

  /** Class ids `[H,W]` each; the metrics of this image alone. */
  addClasses(predicted: Uint8Array, truth: Uint8Array): PooledClasses['metrics'] {
    const image = new ConfusionMatrix();
    image.add(predicted, truth);
    this.#classes ??= new ConfusionMatrix();
    this.#classes.merge(image);
    return image.metrics();
  }

  restore(pools: readonly MethodPool[], classes: readonly number[] | null): void {
    for (const { methodId, histogram, percentileKeys } of pools) {
      const pool = this.#poolOf(methodId);
      pool.histogram.merge(unpackSparse(histogram));
      pool.keys.push(percentileKeys);
    }
    if (!classes) return;
    this.#classes ??= new ConfusionMatrix();
    this.#classes.merge({ counts: Float64Array.from(classes) });
  }

  /** An empty pool for a method that no image has been counted for. */
  stateOf(methodId: string): MethodPool {
    const pool = this.#poolOf(methodId);
    return {
      methodId,
      histogram: packSparse(pool.histogram.toSparse()),
      percentileKeys: mergedKeys(pool),
    };
  }

  summary(): { methods: PooledMetrics[]; classes: PooledClasses | null } {
    const methods = [...this.#pools].map(([methodId, pool]) => {
      const pooled = pool.histogram.toSparse();
      return {
        methodId,
        pooled: pixelMetrics(pooled),
        smiyc: smiycMetrics(pooled, mergedKeys(pool)),
        precisionRecall: curveOf('precision-recall', pooled),
        ROC: curveOf('ROC', pooled),
        sweep: maskSweep(pooled, methodById(methodId).range),
      };
    });
    const classes = this.#classes && {
      counts: Array.from(this.#classes.counts),
      metrics: this.#classes.metrics(),
    };
    return { methods, classes };
  }

  #poolOf(methodId: string): Pool {
    const pool = this.#pools.get(methodId) ?? { histogram: new ScoreHistogram(), keys: [] };
    this.#pools.set(methodId, pool);
    return pool;
  }
}

function mergedKeys(pool: Pool): Uint32Array<ArrayBuffer> {
  while (pool.keys.length > 1) {
    // In pairs, so that each key is sorted a logarithmic number of times.
    const next: Uint32Array<ArrayBuffer>[] = [];
    for (let i = 0; i < pool.keys.length; i += 2)
      next.push(
        i + 1 < pool.keys.length ? mergeKeys(pool.keys[i], pool.keys[i + 1]) : pool.keys[i],
      );
    pool.keys = next;
  }
  return pool.keys[0] ?? new Uint32Array(0);
}

/** The pools of every run by id. */
export class EvaluationRuns {
  readonly #runs = new Map<string, EvaluationPools>();

  begin(runId: string): EvaluationPools {
    const run = this.#runs.get(runId) ?? new EvaluationPools();
    this.#runs.set(runId, run);
    return run;
  }

  /**
   * @throws AnomalensError `evaluation-unknown`: a new worker knows nothing of the runs of the one
   * before.
   */
  get(runId: string): EvaluationPools {
    const run = this.#runs.get(runId);
    if (!run)
      throw new AnomalensError(
        'evaluation-unknown',
        'The engine knows nothing of this evaluation. Restore it first.',
        true,
      );
    return run;
  }

  drop(runId: string): void {
    this.#runs.delete(runId);
  }
}

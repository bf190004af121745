import { AnomalensError } from '#src/core/errors';
import { bootstrapImage } from '#src/core/metrics/bootstrap';
import { ConfusionMatrix } from '#src/core/metrics/confusion';
import { curveOf } from '#src/core/metrics/curves';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { maskSweep } from '#src/core/metrics/mask-sweep';
import { pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { ScoreHistogram } from '#src/core/metrics/score-histogram';
import { atOwnEdges, joinSparse } from '#src/core/metrics/smiyc-metrics';
import {
  emptySparse,
  packSparse,
  type SparseHistogram,
  sum,
  unpackSparse,
} from '#src/core/metrics/sparse-histogram';
import { thresholdSearch } from '#src/core/metrics/threshold-search';
import { alarmLadder } from '#src/core/operating-point/alarm-ladder';
import { pointSearch } from '#src/core/operating-point/point-search';
import { isOfPixels, type WishedThresholds } from '#src/core/operating-point/wish';
import type { Range } from '#src/core/types';
import { findMethod } from '#src/methods/registry';
import type {
  ImageEvaluation,
  MethodPool,
  OperatingSearch,
  PooledClasses,
  SummaryMetrics,
} from '#src/protocol/evaluation';
import { voidFor } from '#src/workers/measure/void-without-score';

/** Histograms of single images have a bin for every float. */
const EXACT_BITS = 32;
/** Nothing is known of a score from files before its pixels. */
const UNBOUNDED: Range = { min: -Infinity, max: Infinity };

interface Pool {
  histogram: ScoreHistogram;
  /**
   * Pixels at the edges of their images' bins, of images that are not joined yet: joining after
   * every image would be quadratic.
   */
  atEdges: SparseHistogram[];
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
    const images = scores.map((score, index) =>
      imageHistogram(score, voidFor({ data: truth }, score, methodIds[index] as string).data),
    );
    return images.map((image, index) => {
      const methodId = methodIds[index] as string;
      const pool = this.#poolOf(methodId);
      pool.histogram.merge(image);
      pool.atEdges.push(atOwnEdges(image));
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
    for (const { methodId, histogram, smiyc } of pools) {
      const pool = this.#poolOf(methodId);
      pool.histogram.merge(unpackSparse(histogram));
      pool.atEdges.push(unpackSparse(smiyc));
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
      smiyc: packSparse(joinedEdges(pool)),
    };
  }

  /** @param wished what thresholds are looked for besides that of the best F1. */
  summary(wished: WishedThresholds = {}): {
    methods: SummaryMetrics[];
    classes: PooledClasses | null;
  } {
    const methods = [...this.#pools].map(([methodId, pool]) => {
      const pooled = pool.histogram.toSparse();
      const metrics = pixelMetrics(pooled);
      return {
        methodId,
        pooled: metrics,
        search: thresholdSearch(pooled, metrics),
        smiyc: pixelMetrics(joinedEdges(pool)),
        precisionRecall: curveOf('precision-recall', pooled),
        ROC: curveOf('ROC', pooled),
        sweep: maskSweep(pooled, findMethod(methodId)?.range ?? UNBOUNDED),
        ...operatingSearch(pooled, wished),
      };
    });
    const classes = this.#classes && {
      counts: Array.from(this.#classes.counts),
      metrics: this.#classes.metrics(),
    };
    return { methods, classes };
  }

  #poolOf(methodId: string): Pool {
    const pool = this.#pools.get(methodId) ?? { histogram: new ScoreHistogram(), atEdges: [] };
    this.#pools.set(methodId, pool);
    return pool;
  }
}

/** Nothing where nothing is asked for. */
function operatingSearch(
  pooled: SparseHistogram,
  { wishes = [], countsAlarms = false }: WishedThresholds,
): { operating?: OperatingSearch } {
  if (wishes.length === 0 && !countsAlarms) return {};
  const ofPixels = wishes.filter(isOfPixels);
  const operating = {
    wishes,
    searches: ofPixels.map((wish) => pointSearch(pooled, wish)),
    ladder: countsAlarms || ofPixels.length < wishes.length ? alarmLadder(pooled) : [],
    positives: sum(pooled.positives),
    negatives: sum(pooled.negatives),
  };
  return { operating };
}

function joinedEdges(pool: Pool): SparseHistogram {
  while (pool.atEdges.length > 1) {
    // In pairs, so that each pixel is copied a logarithmic number of times.
    const joined: SparseHistogram[] = [];
    for (let i = 0; i < pool.atEdges.length; i += 2) {
      const [first, second] = pool.atEdges.slice(i, i + 2);
      if (first) joined.push(second ? joinSparse(first, second) : first);
    }
    pool.atEdges = joined;
  }
  return pool.atEdges[0] ?? emptySparse(EXACT_BITS, 0);
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

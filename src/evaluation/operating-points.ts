/**
 * The thresholds that a person wishes for, of a whole set: what its pixels settle, and what the
 * component pass counts.
 */
import {
  type AlarmCurve,
  type AlarmPoint,
  pointOfAlarms,
} from '#src/core/operating-point/alarm-ladder';
import { type OperatingPoint, operatingPoint } from '#src/core/operating-point/operating-point';
import { isOfPixels, type PixelPoint, type Reached } from '#src/core/operating-point/wish';
import type { OperatingSearch, PooledMetrics } from '#src/protocol/evaluation';

/** A search whose wishes of pixels are settled, in their order. */
interface SettledSearch extends Omit<OperatingSearch, 'searches'> {
  points: Reached<PixelPoint>[];
}

export interface SettledMetrics extends PooledMetrics {
  /** Absent unless asked for. */
  settled?: SettledSearch;
}

/** False alarms of all images together: memory does not grow with their number. */
class AlarmCounts {
  /** Ascending. */
  readonly thresholds: readonly number[];
  #images = 0;
  readonly #sums: number[];

  constructor(private readonly search: SettledSearch) {
    const points = search.points.flatMap(({ point }) => point ?? []);
    const all = [...search.ladder, ...points].map(({ threshold }) => threshold);
    this.thresholds = [...new Set(all)].sort((a, b) => a - b);
    this.#sums = this.thresholds.map(() => 0);
  }

  /** @param counts of an image, by threshold; undefined where nothing is known of it. */
  add(counts: readonly number[] | undefined): void {
    if (!counts) return;
    this.#images += 1;
    for (const [index, count] of counts.entries()) (this.#sums[index] as number) += count;
  }

  /** In the order of the wishes. */
  points(): OperatingPoint[] {
    const { wishes, points, positives, negatives } = this.search;
    const totals = { positives, negatives, images: this.#images };
    const ofPixels = [...points];
    return wishes.map((wish) => {
      const reached = isOfPixels(wish)
        ? this.#counted(ofPixels.shift() as Reached<PixelPoint>)
        : pointOfAlarms(this.curve(), wish.value);
      return operatingPoint(wish, reached, totals);
    });
  }

  /** Without a point where nobody asks for false alarms. */
  curve(): AlarmCurve {
    return { images: this.#images, points: this.search.ladder.map(this.#alarmsOf) };
  }

  #counted(reached: Reached<PixelPoint>): Reached<AlarmPoint> {
    if (reached.reached) return { reached: true, point: this.#alarmsOf(reached.point) };
    return { reached: false, point: reached.point && this.#alarmsOf(reached.point) };
  }

  readonly #alarmsOf = (point: PixelPoint): AlarmPoint => ({
    ...point,
    falseAlarms: this.#sums[this.thresholds.indexOf(point.threshold)] as number,
  });
}

/** By method id; empty where nobody wishes for a threshold. */
export type AlarmPools = ReadonlyMap<string, AlarmCounts>;

export function alarmPools(methods: readonly SettledMetrics[]): AlarmPools {
  return new Map(
    methods.flatMap(({ methodId, settled }) =>
      settled ? [[methodId, new AlarmCounts(settled)] as const] : [],
    ),
  );
}

/** The metrics with what was wished for, after the component pass has counted. */
export function withPoints(
  methods: readonly SettledMetrics[],
  alarms: AlarmPools,
): PooledMetrics[] {
  return methods.map(({ settled: _, ...metrics }) => {
    const counts = alarms.get(metrics.methodId);
    if (!counts) return metrics;
    const [points, curve] = [counts.points(), counts.curve()];
    return {
      ...metrics,
      ...(points.length > 0 && { operatingPoints: points }),
      ...(curve.points.length > 0 && { alarms: curve }),
    };
  });
}

/**
 * Fits a meta classifier to the regions of labelled images and measures it without the region, or
 * the image, that it judges.
 */
import { AnomalensError } from '#src/core/errors';
import { classifierMetrics } from '#src/core/meta/classifier-metrics';
import {
  type DetectionErrors,
  detectionErrors,
  isFalsePositive,
  type RegionOverlaps,
} from '#src/core/meta/detection-errors';
import { FEATURES } from '#src/core/meta/feature-names';
import { leaveOut } from '#src/core/meta/leave-out';
import { fitMetaModel } from '#src/core/meta/meta-model';
import { standardised } from '#src/core/meta/standardise';
import type { LeftOutResult, MetaFit } from '#src/evaluation/types';
import type { NestedRegions } from '#src/protocol/evaluation';

/** Regions of each kind that are needed: without one of them, one is left. */
const FEWEST = 2;

/**
 * One classifier of the regions of all thresholds, measured at each of them.
 * @param images the regions of each image, in the order of the thresholds.
 * @param rest awaited every few milliseconds of work, so that a page can go on meanwhile; it may
 * throw to stop.
 * @throws AnomalensError `meta-regions` without two regions of each kind.
 */
export async function fitToRegions(
  images: readonly (readonly NestedRegions[])[],
  thresholds: readonly number[],
  rest?: () => Promise<void>,
): Promise<MetaFit> {
  const rows = images.flatMap((levels, image) =>
    levels.flatMap((regions, level) => rowsOf(regions, image, level)),
  );
  const targets = Uint8Array.from(rows, ({ overlaps }) => Number(isFalsePositive(overlaps)));
  checkKinds(targets);
  const features = new Float64Array(rows.length * FEATURES);
  for (const [row, { values }] of rows.entries()) features.set(values, row * FEATURES);
  const model = fitMetaModel(features, targets);
  const examples = {
    rows: rows.length,
    columns: FEATURES + 1,
    values: standardised(features, model),
    targets,
  };
  const withoutRegion = await leaveOut(
    examples,
    numbered(rows.map(({ image, around }) => `${image} ${around}`)),
    rest,
  );
  const imageOf = rows.map(({ image }) => image);
  const withoutImage = new Set(imageOf).size > 1 ? await leaveOut(examples, imageOf, rest) : null;
  const results = thresholds.map((threshold, level) => {
    const own = rows.flatMap((row, index) => (row.level === level ? [index] : []));
    const regions = images.map((levels) => levels[level] as NestedRegions);
    const before = detectionErrors(regions, () => true);
    const measured = (odds: Float64Array) =>
      leftOut(
        Float64Array.from(own, (row) => odds[row] as number),
        Uint8Array.from(own, (row) => targets[row] as number),
        regions,
        before,
      );
    return {
      threshold,
      regions: own.length,
      before,
      leaveOneOut: measured(withoutRegion),
      leaveOneImageOut: withoutImage && measured(withoutImage),
    };
  });
  return { model, images: images.length, regions: rows.length, results };
}

/** A region with all that the fit needs of it. */
function rowsOf({ features, overlaps, around }: NestedRegions, image: number, level: number) {
  return overlaps.map((own, region) => ({
    image,
    level,
    around: around[region],
    overlaps: own,
    values: features.subarray(region * FEATURES, (region + 1) * FEATURES),
  }));
}

/** Numbers names, equal ones alike. */
function numbered(names: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** @param odds of the regions, image after image. */
function leftOut(
  odds: Float64Array,
  targets: Uint8Array,
  images: readonly RegionOverlaps[],
  before: DetectionErrors,
): LeftOutResult {
  const first: number[] = []; // index of the first region of each image
  for (
    let image = 0, regions = 0;
    image < images.length;
    regions += (images[image] as RegionOverlaps).overlaps.length, image++
  )
    first.push(regions);
  const after = detectionErrors(
    images,
    (image, region) => (odds[(first[image] as number) + region] as number) <= 0,
  );
  return { ...classifierMetrics(odds, targets), after, cut: cutOf(before, after) };
}

/** @param targets `[regions]`: 1 for a false positive. */
function checkKinds(targets: Uint8Array): void {
  const falsePositives = targets.reduce((sum, target) => sum + target, 0);
  if (Math.min(falsePositives, targets.length - falsePositives) >= FEWEST) return;
  const kinds = `${targets.length - falsePositives} on an anomaly and ${falsePositives} beside all of them`;
  throw new AnomalensError(
    'meta-regions',
    `At this threshold there are too few regions to learn from: ${kinds}, where ${FEWEST} of each kind are needed. Another threshold or more labelled images give more.`,
  );
}

function cutOf(before: DetectionErrors, after: DetectionErrors): number | null {
  const sum = ({ falsePositives, falseNegatives }: DetectionErrors) =>
    falsePositives + falseNegatives;
  return sum(before) > 0 ? 1 - sum(after) / sum(before) : null;
}

/** The format of `report.json`, as `docs/evaluate.md` describes it. */
import * as v from 'valibot';
import { CORRUPTION_KINDS } from '#src/core/corruptions/corruption';
import { ERROR_CODES } from '#src/core/errors';
import { WISH_KINDS } from '#src/core/operating-point/wish';
import { SLICE_KINDS } from '#src/core/slices/object-slices';
import { drivesSchema } from '#src/evaluation/report/drives-report';

const text = v.pipe(v.string(), v.minLength(1));
/** Per cent, null where undefined. */
const rate = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100)));
/** A raw score. */
const threshold = v.nullable(v.number());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const interval = v.nullable(v.strictObject({ low: rate, high: rate }));
/** Percentage points, of either sign. */
const points = v.pipe(v.number(), v.minValue(-100), v.maxValue(100));
const pointsInterval = v.nullable(v.strictObject({ low: points, high: points }));
const pixel = { AP: rate, AUROC: rate, FPR95: rate, bestF1: rate, threshold };

/** Pixels with `score >= threshold`, pooled whatever the definition; of the nearest where not reached. */
const operatingPoint = v.strictObject({
  by: v.picklist(WISH_KINDS),
  /** Per cent, or false alarms per image. */
  wanted: v.pipe(v.number(), v.minValue(0)),
  reached: v.boolean(),
  threshold,
  recall: rate,
  precision: rate,
  FPR: rate,
  falseAlarms: v.nullable(v.pipe(v.number(), v.minValue(0))),
});

const method = v.strictObject({
  pixel: v.strictObject(pixel),
  /** Among the pixels that it has a number for: a score of files may have none for some. */
  prior: rate,
  /** `fragments`: predicted components per true one that is found. */
  component: v.nullable(
    v.strictObject({
      sIoU: rate,
      PPV: rate,
      F1: rate,
      fragments: v.nullable(v.pipe(v.number(), v.minValue(1))),
    }),
  ),
  intervals: v.strictObject({ AP: interval, AUROC: interval, FPR95: interval, bestF1: interval }),
  /** This method minus the one named `to`, on the same resamples. */
  difference: v.nullable(v.strictObject({ to: text, AP: pointsInterval, FPR95: pointsInterval })),
  /**
   * Images without anomalies, those with a component `score >= threshold`, and that threshold, the
   * method's default.
   */
  clean: v.nullable(v.strictObject({ images: count, withRegion: count, threshold: v.number() })),
  /**
   * S2M and its source: `score > threshold` as masks by S2M's definition; the difference is S2M
   * minus its source.
   */
  masks: v.nullable(
    v.strictObject({
      bestIoU: rate,
      threshold,
      AuIoU: rate,
      meanF1: rate,
      difference: v.nullable(
        v.strictObject({ to: text, IoU: pointsInterval, componentF1: pointsInterval }),
      ),
    }),
  ),
  /** In the order in which they were asked for; null where none were. */
  operatingPoints: v.nullable(v.array(operatingPoint)),
  /** Parameters of formula and network, by name, such as `temperature`. */
  parameters: v.record(text, v.number()),
  /** What differs from the usual words, as links have it; absent where nothing does. */
  words: v.optional(v.looseObject({})),
  blur: v.boolean(),
  /** Its scores came from files, and whoever made them knows what they are. */
  fromFiles: v.boolean(),
  msPerImage: v.nullable(v.pipe(v.number(), v.minValue(0))),
  /** `maskIoU` at the threshold of the best mean IoU. */
  perImage: v.array(v.strictObject({ stem: text, ...pixel, prior: rate, maskIoU: rate })),
});

/** Anomalies of one kind against all normal pixels of the set, or the images of one folder. */
const slice = v.strictObject({
  by: v.picklist(SLICE_KINDS),
  slice: v.string(),
  images: count,
  objects: count,
  /** Anomalous ones. */
  pixels: count,
  methods: v.record(text, v.strictObject({ AP: rate, FPR95: rate, prior: rate })),
});

const corrupted = {
  AP: rate,
  AUROC: rate,
  FPR95: rate,
  F1: rate,
  componentF1: rate,
  flagged: rate,
};
const nullablePoints = v.nullable(points);

/** The set under a corruption, at the thresholds of the set as it is; first the latter. */
const corruption = v.strictObject({
  kind: v.picklist(['none', ...CORRUPTION_KINDS]),
  /** In the unit of the kind; null of `none`. */
  level: v.nullable(v.pipe(v.number(), v.gtValue(0))),
  words: text,
  images: count,
  methods: v.record(
    text,
    v.strictObject({
      ...corrupted,
      /** Components an image. */
      falseAlarms: v.nullable(v.pipe(v.number(), v.minValue(0))),
      /** To the set as it is; null of that itself, and of other images. */
      difference: v.nullable(
        v.strictObject({
          ...v.entriesFromList(
            Object.keys(corrupted) as (keyof typeof corrupted)[],
            nullablePoints,
          ),
          falseAlarms: v.nullable(v.number()),
        }),
      ),
    }),
  ),
});

const closedSet = v.strictObject({
  mIoU: rate,
  accuracy: rate,
  /** One for each of the 19 classes of Cityscapes, in the order of their train ids. */
  IoU: v.pipe(v.array(rate), v.length(19)),
  perImage: v.array(v.strictObject({ stem: text, mIoU: rate, accuracy: rate })),
});

/** Ids, or colours `#rrggbb`. */
const values = v.nullable(v.array(v.union([count, v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))])));

/** Labels that were read alike, and how. */
const readLabels = v.strictObject({
  labels: count,
  as: v.picklist([
    'ids',
    'instances',
    'soft',
    'alpha',
    'colour',
    'train-ids',
    'label-ids',
    'open-map',
  ]),
  anomaly: values,
  ignore: values,
  words: text,
});

export const reportSchema = v.strictObject({
  schemaVersion: v.literal(1),
  images: count,
  definition: text,
  longSide: count,
  /** Long sides at which the networks saw each picture: `longSide`, and that of a second look. */
  looks: v.pipe(v.array(count), v.minLength(1), v.maxLength(2)),
  /** What networks on WebAssembly ran on; the same in all shards of a run. */
  threads: v.pipe(count, v.minValue(1)),
  prior: rate,
  readings: v.array(readLabels),
  /** Images with a mask of what counts, and how much of them it leaves out; null without. */
  regionOfInterest: v.nullable(v.strictObject({ images: count, leftOut: rate })),
  models: v.record(text, v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  componentFilters: v.strictObject({ minPredicted: count, minGroundTruth: count }),
  shard: v.nullable(v.strictObject({ index: count, count })),
  errors: v.array(v.strictObject({ file: text, code: v.picklist(ERROR_CODES), message: text })),
  methods: v.record(text, method),
  slices: v.nullable(v.array(slice)),
  corruptions: v.nullable(v.array(corruption)),
  /** Null where images are no frames of drives. */
  drives: v.nullable(drivesSchema),
  closedSet: v.nullable(closedSet),
});

export type Report = v.InferOutput<typeof reportSchema>;

/** The part of `report.json` about drives. */
import * as v from 'valibot';
import type { TemporalMeasures } from '#src/core/drives/measures/temporal-measures';
import type { DriveResults } from '#src/evaluation/drives/types';
import type { SliceResult } from '#src/evaluation/types';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Per cent, null where undefined. */
const rate = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100)));
const amount = v.nullable(v.pipe(v.number(), v.minValue(0)));
const text = v.pipe(v.string(), v.minLength(1));

const temporal = v.strictObject({
  objects: count,
  /** Seconds. */
  delay: amount,
  large: count,
  neverFound: count,
  /** Changes by object and second. */
  flicker: amount,
  lifeFound: rate,
  /** Per cent; negative where mistakes are more than objects. */
  MOTA: v.nullable(v.pipe(v.number(), v.maxValue(100))),
  /** Pixels. */
  MOTP: amount,
  /** Per cent. */
  mismatchRatio: amount,
  precision: rate,
  recall: rate,
  mostlyTracked: count,
  partiallyTracked: count,
  mostlyLost: count,
  trackingLength: rate,
});
const pixel = v.nullable(v.strictObject({ AP: rate, FPR95: rate, prior: rate }));

export const drivesSchema = v.strictObject({
  /** Frames of a second that were looked at besides the labelled ones. */
  perSecond: v.pipe(v.number(), v.minValue(0)),
  methods: v.record(
    text,
    v.strictObject({
      /** Raw; the method's default, or that of the best F1. */
      threshold: v.number(),
      isDefault: v.boolean(),
      temporal,
    }),
  ),
  sequences: v.array(
    v.strictObject({
      name: text,
      frames: count,
      labelled: count,
      methods: v.record(text, v.strictObject({ pixel, temporal })),
    }),
  ),
});

type DrivesReport = v.InferOutput<typeof drivesSchema>;

/** @param slices of the set, of which those of folders are the drives. */
export function drivesReport(
  { perSecond, methods, sequences }: DriveResults,
  slices: readonly SliceResult[],
): DrivesReport {
  const ofDrive = (name: string) =>
    slices.find(({ by, slice }) => by === 'folder' && slice === name)?.methods;
  return {
    perSecond,
    methods: Object.fromEntries(
      Object.entries(methods).map(([id, { temporal, ...own }]) => [
        id,
        { ...own, temporal: temporalReport(temporal) },
      ]),
    ),
    sequences: sequences.map(({ temporal, ...sequence }) => ({
      ...sequence,
      methods: Object.fromEntries(
        Object.entries(temporal).map(([id, measures]) => {
          const own = ofDrive(sequence.name)?.[id];
          const pixel = own && {
            AP: percent(own.AP),
            FPR95: percent(own.FPR95),
            prior: percent(own.prior),
          };
          return [id, { pixel: pixel ?? null, temporal: temporalReport(measures) }];
        }),
      ),
    })),
  };
}

function temporalReport({
  frames: _,
  ...measures
}: TemporalMeasures): v.InferOutput<typeof temporal> {
  const { lifeFound, MOTA, mismatchRatio, precision, recall, trackingLength } = measures;
  return {
    ...measures,
    lifeFound: percent(lifeFound),
    MOTA: percent(MOTA),
    mismatchRatio: percent(mismatchRatio),
    precision: percent(precision),
    recall: percent(recall),
    trackingLength: percent(trackingLength),
  };
}

function percent(fraction: number | null): number | null {
  return fraction === null ? null : fraction * 100;
}

/** Turns the values of a label into ground truth, by a reading. */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import {
  isClosedSet,
  type LabelReading,
  meaningOf,
  UNKNOWN,
} from '#src/core/ground-truth/label-reading';
import { greyColour } from '#src/core/ground-truth/label-values';
import { listedValues, readingWords } from '#src/core/ground-truth/reading-words';
import { outsideOf } from '#src/core/ground-truth/region-of-interest';
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';

export interface GroundTruth extends Size {
  /**
   * `[height, width]`: 0 normal, 1 anomaly, 255 ignore; in a closed set train ids 0..18 and 255.
   */
  data: Uint8Array;
  reading: LabelReading;
  /**
   * Ids `[height, width]` of an open map, with those of the learnt classes; null for other labels.
   */
  openIds: Uint8Array | null;
  /** Fraction 0..1 of the pixels that the region of interest leaves out; absent without one. */
  leftOut?: number;
  /** Pixels. In a closed set every class is normal. */
  counts: { normal: number; anomaly: number; ignore: number };
  /** What a person should know about this label, for example that it has no anomaly. */
  notice: string | null;
}

type Samples = Uint8Array | Uint16Array | Uint32Array;

/**
 * @throws AnomalensError `label-size` for a region of interest of another aspect, `label-values` for ids that a closed set does not have, colours that are
 * to be read as ids, or a missing alpha channel.
 */
export function toGroundTruth(raw: RawLabel, reading: LabelReading): GroundTruth {
  const { width, height, region } = raw;
  const outside = region ? outsideOf(region, raw) : null;
  const samples = samplesFor(raw, reading);
  const meanings = new Map<number, number>();
  const data = new Uint8Array(samples.length);
  const totals = new Uint32Array(256);
  let [last, meaning] = [Number.NaN, 0];
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] as number;
    if (value !== last) {
      last = value;
      meaning = meanings.get(value) ?? meaningOf(reading, value);
      meanings.set(value, meaning);
    }
    const counted = outside?.[i] ? IGNORE : meaning;
    data[i] = counted;
    (totals[counted & 255] as number)++;
  }
  refuseUnknown(meanings, reading);
  const ignore = totals[IGNORE] as number;
  const anomaly = isClosedSet(reading) ? 0 : (totals[ANOMALY] as number);
  const counts = { normal: data.length - ignore - anomaly, anomaly, ignore };
  const openIds =
    reading.as === 'open-map'
      ? Uint8Array.from(samples, (id, index) => (outside?.[index] ? IGNORE : id))
      : null;
  const leftOut = outside && outside.reduce((sum, pixel) => sum + pixel, 0) / data.length;
  const notices = [noticeOf(reading, counts), leftOut ? leftOutWords(leftOut) : null];
  const notice = notices.filter((text) => text !== null).join(' ') || null;
  const truth = { width, height, data, reading, openIds, counts, notice };
  return leftOut === null ? truth : { ...truth, leftOut };
}

function leftOutWords(share: number): string {
  return `${(100 * share).toFixed(1)} % of the picture lie outside the region of interest and are ignored.`;
}

function refuseUnknown(meanings: ReadonlyMap<number, number>, reading: LabelReading): void {
  const unknown = [...meanings].flatMap(([value, meaning]) => (meaning === UNKNOWN ? value : []));
  if (unknown.length > 0)
    throw new AnomalensError(
      'label-values',
      `The label holds ${listedValues(
        unknown.sort((a, b) => a - b),
        false,
      )}, which ${readingWords(reading)} do not have.`,
    );
}

/** The channel that the reading is about. */
function samplesFor({ ids, colours, alpha }: RawLabel, { as }: LabelReading): Samples {
  if (as === 'alpha') {
    if (alpha) return alpha;
    throw new AnomalensError('label-values', 'The label has no alpha channel to read.');
  }
  if (as === 'colour') return colours ?? Uint32Array.from(ids as Samples, greyColour);
  if (ids) return ids;
  throw new AnomalensError(
    'label-values',
    'The label holds colours, not ids. Use the label file beside this rendering, or read it as colours.',
  );
}

function noticeOf(
  reading: LabelReading,
  { normal, anomaly }: GroundTruth['counts'],
): string | null {
  if (normal + anomaly === 0) return 'The label is void everywhere: there is nothing to measure.';
  if (isClosedSet(reading)) return null;
  if (anomaly === 0)
    return 'The label has no anomaly: metrics of this picture alone are undefined.';
  if (normal === 0)
    return 'The label has nothing normal: AUROC and FPR95 of this picture alone are undefined.';
  return null;
}

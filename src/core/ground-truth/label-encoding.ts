/**
 * Tells the encoding of labels from the values that occur in them, and turns ids into ground truth.
 */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import {
  type EncodingHint,
  isClosedSet,
  type LabelEncoding,
  meaningOf,
  UNKNOWN,
} from '#src/core/ground-truth/encodings';
import { IGNORE } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';

export interface Detection {
  /** The reading to use unless a person chooses another candidate. */
  encoding: LabelEncoding;
  /** All readings that these values allow, best first. */
  candidates: readonly LabelEncoding[];
  /** The readings differ in what is an anomaly and nothing decides between them: ask a person. */
  ambiguous: boolean;
}

export interface GroundTruth extends Size {
  /**
   * `[height, width]`: 0 normal, 1 anomaly, 255 ignore; in a closed set train ids 0..18 and 255.
   */
  data: Uint8Array;
  encoding: LabelEncoding;
  /**
   * Ids `[height, width]` of an open map, with those of the learnt classes; null for other labels.
   */
  openIds: Uint8Array | null;
  /** Pixels. In a closed set every class is normal. */
  counts: { normal: number; anomaly: number; ignore: number };
  /** What a person should know about this label, for example that it has no anomaly. */
  notice: string | null;
}

/**
 * Best first where the values say nothing more. Lost and Found and open maps are only ever told by
 * their names.
 */
const BY_PREFERENCE: readonly LabelEncoding[] = [
  'anomaly-1',
  'anomaly-2',
  'anomaly-254',
  'anomaly-1-2',
  'mask-255',
  'train-ids',
  'label-ids',
];
const VALUES_NAMED = 8;

/** The distinct values, ascending. */
export function valuesIn(data: RawLabel['data']): number[] {
  const seen = new Uint8Array(data instanceof Uint16Array ? 65_536 : 256);
  for (const value of data) seen[value] = 1;
  return [...seen.keys()].filter((value) => seen[value] === 1);
}

/**
 * @param values the distinct values of one label.
 * @throws AnomalensError `label-values` if no encoding has all of them.
 */
export function detectEncoding(
  values: readonly number[],
  hint: EncodingHint | null = null,
): Detection {
  const has = (encoding: LabelEncoding) =>
    values.every((value) => meaningOf(encoding, value) !== UNKNOWN);
  if (hint && has(hint)) return { encoding: hint, candidates: [hint], ambiguous: false };
  const onlyMarks255 = values.length === 2 && values.includes(0) && values.includes(IGNORE);
  const marks1And2 = values.includes(1) && values.includes(2);
  const candidates = BY_PREFERENCE.filter(
    (encoding) => has(encoding) && (encoding !== 'anomaly-1-2' || marks1And2),
  );
  if (onlyMarks255) candidates.sort((a, b) => Number(b === 'mask-255') - Number(a === 'mask-255'));
  const [encoding] = candidates;
  if (!encoding) throw unknownValues(values);
  return { encoding, candidates, ambiguous: onlyMarks255 || encoding === 'anomaly-1-2' };
}

/**
 * Lets the labels of one folder explain each other: 255 is void if another label marks anomalies
 * with 1, 2 or 254, and 0, 1, 2 are classes if another label holds classes. Labels of different
 * data sets must be settled apart.
 * @returns one detection per given one, in the same order.
 */
export function settleEncodings(detections: readonly Detection[]): Detection[] {
  for (const classes of ['label-ids', 'train-ids'] as const) {
    const shown = detections.some(({ encoding }) => encoding === classes);
    if (shown && detections.every(({ candidates }) => candidates.includes(classes)))
      return detections.map(({ candidates }) => ({
        encoding: classes,
        candidates,
        ambiguous: false,
      }));
  }
  const evidence = new Set(
    detections.filter((it) => !it.ambiguous && !isUnmarked(it)).map(({ encoding }) => encoding),
  );
  return detections.map((detection) => {
    const shared =
      isUnmarked(detection) && detection.candidates.find((candidate) => evidence.has(candidate));
    return shared ? { ...detection, encoding: shared, ambiguous: false } : detection;
  });
}

/** Nothing but 0 and 255, which every encoding has. */
function isUnmarked({ candidates }: Detection): boolean {
  return candidates.includes('mask-255');
}

/** @throws AnomalensError `label-values` that names the ids which the encoding does not have. */
export function toGroundTruth(
  { data, width, height }: RawLabel,
  encoding: LabelEncoding,
): GroundTruth {
  const values = valuesIn(data);
  const unknown = values.filter((value) => meaningOf(encoding, value) === UNKNOWN);
  if (unknown.length > 0)
    throw new AnomalensError(
      'label-values',
      `The label holds ${listed(unknown)}, which the encoding "${encoding}" does not have.`,
    );
  const meanings = new Uint8Array((values.at(-1) ?? 0) + 1);
  for (const value of values) meanings[value] = meaningOf(encoding, value);
  const result = new Uint8Array(data.length);
  const totals = new Uint32Array(256);
  for (let i = 0; i < data.length; i++) {
    const meaning = meanings[data[i] as number] as number;
    result[i] = meaning;
    (totals[meaning] as number)++;
  }
  const ignore = totals[IGNORE] as number;
  const anomaly = isClosedSet(encoding) ? 0 : (totals[1] as number);
  const counts = { normal: data.length - ignore - anomaly, anomaly, ignore };
  const openIds = encoding === 'open-map' ? Uint8Array.from(data) : null;
  return {
    width,
    height,
    data: result,
    encoding,
    openIds,
    counts,
    notice: noticeOf(encoding, counts),
  };
}

function noticeOf(
  encoding: LabelEncoding,
  { normal, anomaly }: GroundTruth['counts'],
): string | null {
  if (normal + anomaly === 0) return 'The label is void everywhere: there is nothing to measure.';
  if (isClosedSet(encoding)) return null;
  if (anomaly === 0)
    return 'The label has no anomaly: metrics of this picture alone are undefined.';
  if (normal === 0)
    return 'The label has nothing normal: AUROC and FPR95 of this picture alone are undefined.';
  return null;
}

function unknownValues(values: readonly number[]): AnomalensError {
  const foreign = values.filter((value) =>
    BY_PREFERENCE.every((encoding) => meaningOf(encoding, value) === UNKNOWN),
  );
  const reason =
    foreign.length > 0
      ? `${listed(foreign)}, which no known encoding has`
      : `${listed(values)}, which no known encoding has together`;
  return new AnomalensError(
    'label-values',
    `The label holds ${reason}. Known are 0/1/255, 0/2/255, 0/254/255 and Cityscapes ids.`,
  );
}

function listed(values: readonly number[]): string {
  const more = values.length - VALUES_NAMED;
  return values.slice(0, VALUES_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

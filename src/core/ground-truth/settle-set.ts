/**
 * How the labels that were opened together are read: by what they say of each other, or by asking.
 */
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { type Detection, settleEncodings } from '#src/core/ground-truth/label-encoding';

export interface LabelOfSet {
  /** What has been decided; null while only the values speak. */
  encoding: LabelEncoding | null;
  /** Null until the label has been read. */
  detection: Detection | null;
}

export interface SettledSet {
  /** How each label is to be read, in the order given; null for those that have not been. */
  encodings: (LabelEncoding | null)[];
  /**
   * Positions of the labels that a person has to decide about; none until all have been read, since
   * the last may tell.
   */
  asked: number[];
}

export function settleSet(labels: readonly LabelOfSet[]): SettledSet {
  const detections = labels.flatMap(({ encoding, detection }) => {
    if (!detection) return [];
    return encoding === null ? [detection] : [{ ...detection, encoding, ambiguous: false }];
  });
  const settled = settleEncodings(detections);
  let next = 0;
  const byLabel = labels.map(({ encoding, detection }) => {
    const ofSet = detection ? (settled[next++] as Detection) : null;
    // What a person has decided is not overruled by the others.
    return ofSet && encoding !== null ? { ...ofSet, encoding, ambiguous: false } : ofSet;
  });
  const complete = byLabel.every((detection) => detection !== null);
  return {
    encodings: byLabel.map((detection) => detection?.encoding ?? null),
    asked: complete
      ? byLabel.flatMap(({ ambiguous }, position) => (ambiguous ? [position] : []))
      : [],
  };
}

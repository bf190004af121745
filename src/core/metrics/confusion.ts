/** Closed-set metrics: a confusion matrix pooled over images, and what is read from it. */
import { AnomalensError } from '#src/core/errors';
import { IGNORE } from './image-histogram';

/** Fractions 0..1; null without a pixel to speak of. */
export interface ClosedSetMetrics {
  /** `[classes]` TP / (TP + FP + FN); null for a class that neither truth nor prediction holds. */
  IoU: (number | null)[];
  /**
   * Mean over the classes the ground truth holds. Classes that are only predicted cost the others
   * their pixels, and are left out.
   */
  mIoU: number | null;
  accuracy: number | null;
}

export class ConfusionMatrix {
  /** Pixels `[classes, classes]`: rows are the ground truth, columns the prediction. */
  readonly counts: Float64Array<ArrayBuffer>;

  constructor(readonly classes = 19) {
    this.counts = new Float64Array(classes * classes);
  }

  /**
   * Counts one image; class ids `[H,W]` each, 255 in the truth is ignored. @throws AnomalensError,
   * then nothing has been counted.
   */
  add(predicted: Uint8Array, truth: Uint8Array): void {
    const { classes, counts } = this;
    if (predicted.length !== truth.length)
      throw new AnomalensError(
        'score-size',
        `The prediction has ${predicted.length} pixels, but its ground truth ${truth.length}.`,
      );
    for (let i = 0; i < truth.length; i++) {
      if (truth[i] === IGNORE) continue;
      const highest = Math.max(truth[i] as number, predicted[i] as number);
      if (highest >= classes)
        throw new AnomalensError(
          'option-invalid',
          `Class ${highest} is not one of 0 to ${classes - 1}.`,
        );
    }
    for (let i = 0; i < truth.length; i++)
      if (truth[i] !== IGNORE)
        (counts[(truth[i] as number) * classes + (predicted[i] as number)] as number)++;
  }

  merge(other: Pick<ConfusionMatrix, 'counts'>): void {
    if (other.counts.length !== this.counts.length)
      throw new AnomalensError(
        'option-invalid',
        'Confusion matrices of different numbers of classes cannot be joined.',
      );
    for (let i = 0; i < this.counts.length; i++)
      (this.counts[i] as number) += other.counts[i] as number;
  }

  metrics(): ClosedSetMetrics {
    const { classes, counts } = this;
    const truth = new Float64Array(classes);
    const predicted = new Float64Array(classes);
    counts.forEach((count, i) => {
      (truth[Math.floor(i / classes)] as number) += count;
      (predicted[i % classes] as number) += count;
    });
    const hits = Array.from(truth, (_, c) => counts[c * classes + c] as number);
    const sum = (list: ArrayLike<number>) =>
      Array.from(list).reduce((total, value) => total + value, 0);
    const IoU = hits.map((hit, c) => {
      const union = (truth[c] as number) + (predicted[c] as number) - hit;
      return union === 0 ? null : hit / union;
    });
    const present = IoU.filter(
      (value, c): value is number => value !== null && (truth[c] as number) > 0,
    );
    const total = sum(truth);
    return {
      IoU,
      mIoU: present.length === 0 ? null : sum(present) / present.length,
      accuracy: total === 0 ? null : sum(hits) / total,
    };
  }
}

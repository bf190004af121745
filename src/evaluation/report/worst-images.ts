/** Which images to look at first. */
import type { Evaluation, ImageResult } from '#src/evaluation/types';

interface RankedImage {
  stem: string;
  /** AP of the method, or mIoU where the labels hold classes; 0..1. */
  rate: number;
  /** AP of a random score on this image; null for classes. */
  prior: number | null;
}

export interface Ranking {
  /** By rising rate, by name where it is equal. */
  images: RankedImage[];
  /** Images whose rate is undefined: no anomaly, or nothing else. */
  leftOut: number;
}

/** @param methodId null: by the mIoU of classes. */
export function worstImages({ images }: Evaluation, methodId: string | null): Ranking {
  const ranked = images.flatMap((image) => {
    const { rate, prior } = rateOf(image, methodId);
    return rate === null ? [] : [{ stem: image.stem, rate, prior }];
  });
  ranked.sort((a, b) => a.rate - b.rate || (a.stem < b.stem ? -1 : 1));
  return { images: ranked, leftOut: images.length - ranked.length };
}

function rateOf(
  { methods, classes }: ImageResult,
  methodId: string | null,
): { rate: number | null; prior: number | null } {
  if (methodId === null) return { rate: classes?.mIoU ?? null, prior: null };
  const { AP = null, prior = null } = methods[methodId] ?? {};
  return { rate: AP, prior };
}

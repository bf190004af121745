/** Which images to look at first. */
import type { Evaluation } from '#src/evaluation/types';

export interface RankedImage {
  stem: string;
  AP: number;
  /** AP of a random score on this image. */
  prior: number | null;
}

export interface Ranking {
  /** By rising AP of the method, by name where it is equal. */
  images: RankedImage[];
  /** Images whose AP is undefined: no anomaly, or nothing else. */
  withoutAP: number;
}

export function worstImages({ images }: Evaluation, methodId: string): Ranking {
  const ranked = images.flatMap(({ stem, methods }) => {
    const { AP = null, prior = null } = methods[methodId] ?? {};
    return AP === null ? [] : [{ stem, AP, prior }];
  });
  ranked.sort((a, b) => a.AP - b.AP || (a.stem < b.stem ? -1 : 1));
  return { images: ranked, withoutAP: images.length - ranked.length };
}

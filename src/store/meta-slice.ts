/** What the page knows of meta classifiers beyond those that methods ship. */
import type { MetaClassifier } from '#src/core/meta/removal';
import type { ImageError, MetaFit } from '#src/evaluation/types';
import type { SerialisedError } from '#src/protocol/errors';

export interface MetaSlice {
  /** By method id: in place of the shipped one. */
  own: Record<string, OwnClassifier>;
  /**
   * Pictures whose regions are known, of those that are fitted to; null while nothing is fitted.
   */
  fitting: { methodId: string; done: number; total: number } | null;
  /** Why the last fit or the last file gave no classifier. */
  failure: { methodId: string; error: SerialisedError } | null;
}

export interface OwnClassifier extends MetaClassifier {
  /** How it does on regions that it has not learnt from; null for one from a file. */
  fit: Omit<MetaFit, 'model'> | null;
  /** Pictures that could not be used. */
  errors: ImageError[];
}

export function initialMeta(): MetaSlice {
  return { own: {}, fitting: null, failure: null };
}

/** Masks of what counts, and the labels that are read within them. */
import { AnomalensError } from '#src/core/errors';
import { regionsFor } from '#src/core/ground-truth/region-files';
import { labelWithin } from '#src/core/ground-truth/region-of-interest';
import type { EvaluationFile } from '#src/evaluation/types';

/**
 * The mask of an image: the only one, or that of its path, else of its name, without the ending.
 * @returns null where whole images count.
 * @throws AnomalensError `option-invalid` where an image has none of several, or more than one.
 */
export function roiOf<M extends { name: string }>(image: string, masks: readonly M[]): M | null {
  if (masks.length === 0) return null;
  const [mask, ...more] = regionsFor(image, masks);
  if (mask !== undefined && more.length === 0) return mask;
  const held = mask === undefined ? 'is no mask' : `are ${more.length + 1} masks`;
  throw new AnomalensError(
    'option-invalid',
    `There ${held} of a region of interest for ${image}. Give a single one for all images, or one of the stem of each.`,
  );
}

/** A label with the mask that it is read within. @param mask null: the label alone. */
export function within(label: EvaluationFile, mask: EvaluationFile | null): EvaluationFile {
  if (mask === null) return label;
  return { ...label, read: async () => labelWithin(await label.read(), await mask.read()) };
}

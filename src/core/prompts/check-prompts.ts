import { AnomalensError } from '#src/core/errors';
import type { Prompt } from '#src/core/prompts/prompt';
import type { Size } from '#src/core/types';

/** More than anybody draws; each costs a run of the decoder. */
const MOST_PROMPTS = 500;

/**
 * @throws AnomalensError `option-invalid` for prompts that no mask can come of, or that share an
 * id.
 */
export function checkPrompts(prompts: readonly Prompt[], picture: Size): void {
  if (prompts.length > MOST_PROMPTS)
    throw invalid(`There are ${prompts.length} prompts; ${MOST_PROMPTS} are possible.`);
  if (new Set(prompts.map(({ id }) => id)).size < prompts.length)
    throw invalid('Two prompts have the same id.');
  for (const prompt of prompts) checkPrompt(prompt, picture);
}

function checkPrompt({ id, box, points, score }: Prompt, { width, height }: Size): void {
  if (!(score >= 0 && score <= 1))
    throw invalid(`The score of prompt "${id}" is ${score}; it must be from 0 to 1.`);
  if (!box && !points.some(({ positive }) => positive))
    throw invalid(`Prompt "${id}" has neither a box nor a positive point.`);
  if (box) {
    const numbers = [box.x, box.y, box.width, box.height].every(Number.isFinite);
    const touches =
      box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0;
    if (!numbers || box.width <= 0 || box.height <= 0 || !touches)
      throw invalid(`The box of prompt "${id}" does not lie in the picture.`);
  }
  for (const { x, y } of points)
    if (!(x >= 0 && y >= 0 && x <= width && y <= height))
      throw invalid(`A point of prompt "${id}" does not lie in the picture.`);
}

function invalid(message: string): AnomalensError {
  return new AnomalensError('option-invalid', message);
}

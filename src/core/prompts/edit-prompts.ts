/**
 * What a person does to the prompts of a picture. What was changed by hand counts as made by hand,
 * with the score of such prompts.
 */
import type { Box } from '#src/core/types';
import type { Point } from './box-geometry';
import type { Prompt, PromptPoint, SegmentedPrompt } from './prompt';

const MANUAL = { origin: 'manual', score: 1 } as const;

export function manualPrompt(
  id: string,
  box: Box | null,
  points: readonly PromptPoint[] = [],
): Prompt {
  return { id, box, points, ...MANUAL };
}

/** A prompt without what was drawn for it. */
export function promptOf({ id, box, points, score, origin }: SegmentedPrompt): Prompt {
  return { id, box, points, score, origin };
}

function change(
  prompts: readonly Prompt[],
  id: string,
  patch: Partial<Pick<Prompt, 'box' | 'points'>>,
): readonly Prompt[] {
  return prompts.map((prompt) => (prompt.id === id ? { ...prompt, ...patch, ...MANUAL } : prompt));
}

export function withBox(prompts: readonly Prompt[], id: string, box: Box): readonly Prompt[] {
  return change(prompts, id, { box });
}

export function withoutPrompt(prompts: readonly Prompt[], id: string): readonly Prompt[] {
  return prompts.filter((prompt) => prompt.id !== id);
}

export function withPoint(
  prompts: readonly Prompt[],
  id: string,
  point: PromptPoint,
): readonly Prompt[] {
  const points = prompts.find((prompt) => prompt.id === id)?.points ?? [];
  return change(prompts, id, { points: [...points, point] });
}

export function withMovedPoint(
  prompts: readonly Prompt[],
  id: string,
  index: number,
  { x, y }: Point,
): readonly Prompt[] {
  const points = prompts.find((prompt) => prompt.id === id)?.points ?? [];
  return change(prompts, id, {
    points: points.map((point, position) => (position === index ? { ...point, x, y } : point)),
  });
}

/**
 * A prompt that keeps neither a box nor a positive point asks for nothing, so it goes with its last
 * one.
 */
export function withoutPoint(
  prompts: readonly Prompt[],
  id: string,
  index: number,
): readonly Prompt[] {
  const prompt = prompts.find((candidate) => candidate.id === id);
  if (!prompt) return prompts;
  const points = prompt.points.filter((_point, position) => position !== index);
  const isLeft = prompt.box !== null || points.some(({ positive }) => positive);
  return isLeft ? change(prompts, id, { points }) : withoutPrompt(prompts, id);
}

/** Whether two prompts ask for the same mask. */
export function asksTheSame(a: Prompt, b: Prompt): boolean {
  return JSON.stringify([a.box, a.points]) === JSON.stringify([b.box, b.points]);
}

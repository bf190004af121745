/** From a source score to the boxes of the prompt generator. */
import { AnomalensError } from '#src/core/errors';
import { type ScoredBox, suppressBoxes } from '#src/core/prompts/boxes';
import { decodeBoxes } from '#src/core/prompts/decode-boxes';
import { evidenceOf } from '#src/core/prompts/evidence';
import { generatorGrid, reduceMap } from '#src/core/prompts/generator-input';
import type { Prompt } from '#src/core/prompts/prompt';
import type { Size } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import type { Method } from '#src/methods/define-method';
import { BOX_SCORE } from '#src/methods/prompting';
import type { Tensor, Tensors } from '#src/models/tensor-session';
import { type EngineContext, promptNetworkOf } from '#src/workers/state/context';

/**
 * All boxes that any setting of the thresholds can keep, in picture pixels: one run of the
 * generator on the evidence of a score map.
 * @throws AnomalensError of the model, `model-invalid` when its outputs have other shapes,
 * `model-self-check` when they are not numbers.
 */
export async function candidateBoxes(
  context: EngineContext,
  source: Method,
  score: ScoreMap,
  picture: Size,
  signal?: AbortSignal,
): Promise<ScoredBox[]> {
  if (!source.known)
    throw new AnomalensError(
      'option-invalid',
      `${source.title} has no calibration to draw boxes from.`,
    );
  const generator = await promptNetworkOf(
    context.models,
    'prompt-generator',
    'prompt-generator',
    signal,
  );
  const { input, stride } = generator.entry;
  const grid = generatorGrid(picture, input);
  const data = reduceMap(
    evidenceOf(await context.compute.readScore(score), source.known.table),
    picture,
    grid,
  );
  const frame = { width: grid.paddedWidth, height: grid.paddedHeight };
  const outputs = await generator.run(
    { [input.name]: { data, dims: [1, 1, frame.height, frame.width] } },
    frame,
    signal,
  );
  const size = { width: frame.width / stride, height: frame.height / stride };
  const { heat, box } = outputsOfShapes(outputs, {
    heat: [1, 1, size.height, size.width],
    box: [1, 4, size.height, size.width],
  });
  return decodeBoxes(
    { heat: heat.data, box: box.data, ...size, stride, grid },
    picture,
    BOX_SCORE.min,
  );
}

/** What the user's thresholds leave of the candidates, by falling score. */
export function keptPrompts(
  candidates: readonly ScoredBox[],
  parameters: Readonly<Record<string, number>>,
): Prompt[] {
  const { boxScore, boxOverlap } = parameters as Record<'boxScore' | 'boxOverlap', number>;
  const sure = candidates.filter(({ score }) => score >= boxScore);
  return suppressBoxes(sure, boxOverlap).map(({ box, score }, index) => ({
    id: `generated-${index + 1}`,
    box,
    points: [],
    score: Math.min(score, 1),
    origin: 'generated',
  }));
}

/**
 * What a network gave, by the names of its outputs.
 * @throws AnomalensError `model-invalid` for another shape, `model-self-check` for values that are
 * not numbers.
 */
export function outputsOfShapes<Name extends string>(
  outputs: Tensors,
  shapes: Readonly<Record<Name, readonly number[]>>,
): Record<Name, Tensor> {
  for (const [name, shape] of Object.entries<readonly number[]>(shapes)) {
    const { data, dims } = outputs[name] ?? { data: new Float32Array(0), dims: [0] };
    if (dims.join() !== shape.join())
      throw new AnomalensError(
        'model-invalid',
        `The network's "${name}" is ${dims.join(' x ')}, not ${shape.join(' x ')}.`,
      );
    if (!data.every(Number.isFinite))
      throw new AnomalensError(
        'model-self-check',
        `The network's "${name}" holds values that are not numbers.`,
        true,
      );
  }
  return outputs as Record<Name, Tensor>;
}

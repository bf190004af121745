/**
 * The self-check of networks with several named inputs: a tiny example that must come out as
 * stored.
 */
import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { PromptModelEntry } from '#src/models/manifest';
import type { PromptNetwork } from '#src/models/prompt-network';
import {
  accepted,
  assertAlive,
  fixtureInput,
  parseFixtureAs,
  relativeDifference,
  type SelfCheckResult,
  storedOutput,
} from '#src/models/self-check';
import { portsOf, type Tensor } from '#src/models/tensor-session';

const shape = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.minLength(1));
/**
 * The picture of `fixtureInput`; a wave for embeddings and scores; the values themselves where
 * there are few.
 */
const input = v.variant('formula', [
  v.object({
    formula: v.literal('picture'),
    shape: v.tuple([v.literal(1), v.literal(3), v.number(), v.number()]),
  }),
  v.object({ formula: v.literal('wave'), shape, scale: v.number() }),
  v.object({ formula: v.literal('values'), shape, values: v.array(v.number()) }),
]);
const fixtureSchema = v.object({
  schemaVersion: v.literal(2),
  inputs: v.record(v.string(), input),
  /** By name, without the leading 1 of the batch, as `[channels, rows, columns]`. */
  outputs: v.record(v.string(), storedOutput),
  modelSha256: v.string(),
});
export type TensorFixture = v.InferOutput<typeof fixtureSchema>;
type Example = v.InferOutput<typeof input>;

/**
 * @throws AnomalensError `manifest-invalid`, also when the fixture was made for another model file.
 */
export function parseTensorFixture(value: unknown, entry: PromptModelEntry): TensorFixture {
  const fixture = parseFixtureAs(fixtureSchema, value, entry);
  const { inputs, outputs } = portsOf(entry);
  const missing = [
    ...inputs.filter((name) => !fixture.inputs[name]),
    ...outputs.filter((name) => !fixture.outputs[name]),
  ];
  if (missing.length > 0)
    throw new AnomalensError(
      'manifest-invalid',
      `The self-check of ${entry.title} lacks ${missing.join(', ')}.`,
    );
  return fixture;
}

/** The frame of the example: of a decoder any, since its sessions take all. */
export function frameOf(fixture: TensorFixture): Size {
  const [{ shape }] = Object.values(fixture.inputs) as [Example];
  return { width: shape.at(-1) as number, height: shape.at(-2) as number };
}

/**
 * Runs the stored example where the network runs and compares. @throws AnomalensError
 * `model-self-check`, and of the run.
 */
export async function tensorSelfCheck(
  network: PromptNetwork,
  fixture: TensorFixture,
): Promise<SelfCheckResult> {
  const { entry } = network;
  const frame = frameOf(fixture);
  const feeds = Object.fromEntries(
    Object.entries(fixture.inputs).map(([name, example]) => [name, exampleOf(example, entry)]),
  );
  const computed = await network.run(feeds, frame);
  await network.forget(frame);
  let maxDifference = 0;
  for (const [name, stored] of Object.entries(fixture.outputs)) {
    const { data, dims } = computed[name] as Tensor;
    const size = {
      width: dims.at(-1) as number,
      height: dims.length > 2 ? (dims.at(-2) as number) : 1,
    };
    if (data.length > 1) assertAlive(data, entry);
    maxDifference = Math.max(maxDifference, relativeDifference(data, size, stored));
  }
  return accepted(maxDifference, entry);
}

function exampleOf(example: Example, entry: PromptModelEntry): Tensor {
  switch (example.formula) {
    case 'picture': {
      if (entry.kind !== 'mask-encoder')
        throw new AnomalensError('manifest-invalid', `${entry.title} takes no picture.`);
      const [, , height, width] = example.shape;
      return { data: fixtureInput(width, height, entry.input), dims: example.shape };
    }
    case 'wave':
      return { data: wave(example.shape, example.scale), dims: example.shape };
    case 'values':
      return { data: Float32Array.from(example.values), dims: example.shape };
  }
}

/**
 * `scale * ((7919 i + 13) mod 2003) / 2003` at index i: every language computes the same float32.
 */
function wave(dims: readonly number[], scale: number): Float32Array {
  const length = dims.reduce((a, b) => a * b, 1);
  return Float32Array.from({ length }, (_, i) => (scale * ((7919 * i + 13) % 2003)) / 2003);
}

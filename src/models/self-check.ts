import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { ModelEntry, SegmenterEntry } from '#src/models/manifest';
import type { Segmenter } from '#src/models/segmenter';

/** Values of one output, `[channels, rows, columns]`: every `step`-th row and column. */
export const storedOutput = v.object({
  shape: v.strictTuple([v.number(), v.number(), v.number()]),
  step: v.pipe(v.number(), v.integer(), v.minValue(1)),
  base64: v.string(),
});
const fixtureSchema = v.object({
  schemaVersion: v.literal(1),
  input: v.object({ shape: v.tuple([v.literal(1), v.literal(3), v.number(), v.number()]) }),
  /** By the output's name in the file; what is not stored is not compared. */
  outputs: v.objectWithRest({ logits: storedOutput }, storedOutput),
  modelSha256: v.string(),
});
export type Fixture = v.InferOutput<typeof fixtureSchema>;
export type StoredOutput = v.InferOutput<typeof storedOutput>;

export interface SelfCheckResult {
  /** Largest difference to a stored value, as a share of that output's range. */
  maxDifference: number;
  tolerance: number;
}

/**
 * @throws AnomalensError `manifest-invalid`, also when the fixture was made for another model file.
 */
export function parseFixture(value: unknown, entry: SegmenterEntry): Fixture {
  return parseFixtureAs(fixtureSchema, value, entry);
}

/** Reads a fixture of any format. */
export function parseFixtureAs<S extends v.GenericSchema<unknown, { modelSha256: string }>>(
  schema: S,
  value: unknown,
  entry: ModelEntry,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (!result.success)
    throw new AnomalensError(
      'manifest-invalid',
      `The self-check of ${entry.title} is not usable: ${result.issues[0].message}`,
    );
  if (result.output.modelSha256 !== entry.sha256)
    throw new AnomalensError(
      'manifest-invalid',
      `The self-check of ${entry.title} was made for another file.`,
    );
  return result.output;
}

/**
 * Runs a stored input on the chosen path and compares with stored outputs: drivers have returned
 * wrong numbers, zeros and NaN without any error.
 * @throws AnomalensError `model-self-check`.
 */
export async function selfCheck(segmenter: Segmenter, fixture: Fixture): Promise<SelfCheckResult> {
  const { entry } = segmenter;
  const [, , height, width] = fixture.input.shape;
  const size = { width, height };
  const computed = await segmenter.runPlain(
    fixtureInput(size.width, size.height, entry.input),
    size,
  );
  await segmenter.forget(size);
  let maxDifference = 0;
  for (const [id, { name, stride }] of Object.entries(entry.outputs)) {
    const stored = fixture.outputs[name];
    if (!stored) continue;
    const values = computed[id] as Float32Array;
    assertAlive(values);
    const difference = relativeDifference(
      values,
      { width: width / stride, height: height / stride },
      stored,
    );
    maxDifference = Math.max(maxDifference, difference);
  }
  return accepted(maxDifference, entry);
}

/** @throws AnomalensError `model-self-check` for a difference above the manifest's tolerance. */
export function accepted(
  maxDifference: number,
  { selfCheck: { tolerance } }: ModelEntry,
): SelfCheckResult {
  if (!(maxDifference <= tolerance)) {
    throw new AnomalensError(
      'model-self-check',
      `The network computes other numbers here than it should: off by ${maxDifference.toPrecision(2)} of the range, ${tolerance} is allowed.`,
    );
  }
  return { maxDifference, tolerance };
}

/** @throws AnomalensError `model-self-check` for NaN, infinite, all-zero and all-equal maps. */
export function assertAlive(values: Float32Array): void {
  const problem = findDeadMap(values);
  if (problem)
    throw new AnomalensError(
      'model-self-check',
      `The network's output is ${problem}: this device does not compute correctly.`,
      true,
    );
}

/** 'not a number' | 'all zero' | 'flat', or null for a map that varies. */
export function findDeadMap(values: Float32Array): string | null {
  const first = values[0];
  let flat = true;
  for (const value of values) {
    if (!Number.isFinite(value)) return 'not a number';
    if (value !== first) flat = false;
  }
  if (!flat) return null;
  return first === 0 ? 'all zero' : 'flat';
}

/** The fixture's picture, `(byte / 255 - mean) / std` in float64, rounded once to float32. */
export function fixtureInput(
  width: number,
  height: number,
  { mean, std }: { mean: readonly number[]; std: readonly number[] },
): Float32Array {
  const input = new Float32Array(3 * height * width);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const byte = (((x * x + 2 * y * y + (c + 1) * x * y) >> 5) + 50 * c) & 255;
        input[(c * height + y) * width + x] =
          (byte / 255 - (mean[c] as number)) / (std[c] as number);
      }
    }
  }
  return input;
}

/**
 * Largest difference of `values [channels, height, width]` to what is stored of them, as a share of
 * the stored values' range, or of a single value.
 */
export function relativeDifference(values: Float32Array, size: Size, stored: StoredOutput): number {
  const [channels, rows, columns] = stored.shape;
  const expected = decodeFloats(stored.base64);
  if (expected.length !== channels * rows * columns)
    throw new AnomalensError(
      'manifest-invalid',
      'The self-check holds another number of values than it says.',
    );
  let min = Infinity;
  let max = -Infinity;
  let largest = 0;
  for (let c = 0, i = 0; c < channels; c++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, i++) {
        const y = c * size.height + row * stored.step;
        const value = values[y * size.width + column * stored.step] as number;
        const wanted = expected[i] as number;
        min = Math.min(min, wanted);
        max = Math.max(max, wanted);
        largest = Math.max(largest, Math.abs(value - wanted));
      }
    }
  }
  return largest / (max - min || Math.abs(max) || 1);
}

function decodeFloats(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}

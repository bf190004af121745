import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import { PICTURE } from '#src/models/feeds';
import type { ModelEntry, NetworkEntry } from '#src/models/manifest';
import type { PictureNetwork } from '#src/models/picture-network';

/** Values of one output, `[channels, rows, columns]`: every `step`-th row and column. */
export const storedOutput = v.object({
  shape: v.strictTuple([v.number(), v.number(), v.number()]),
  step: v.pipe(v.number(), v.integer(), v.minValue(1)),
  base64: v.string(),
});
const fixtureSchema = v.object({
  schemaVersion: v.literal(1),
  input: v.object({ shape: v.tuple([v.literal(1), v.literal(3), v.number(), v.number()]) }),
  /** By the output's name in the file, all of them. */
  outputs: v.record(v.string(), storedOutput),
  modelSha256: v.string(),
  /** SHA-256 of the files that feed it, by id. */
  sources: v.record(v.string(), v.string()),
});
export type Fixture = v.InferOutput<typeof fixtureSchema>;
export type StoredOutput = v.InferOutput<typeof storedOutput>;

export interface SelfCheckResult {
  /** Largest difference to a stored value, as a share of that output's range. */
  maxDifference: number;
  tolerance: number;
}

/** What networks give for the fixture's picture, by source: `trunk/at4`. */
export type Examples = Readonly<Record<string, Float32Array>>;

/**
 * @param feeders the networks that run before it.
 * @throws AnomalensError `manifest-invalid`, also when the fixture was made for another model file,
 * or behind others, or lacks an output.
 */
export function parseFixture(
  value: unknown,
  entry: NetworkEntry,
  feeders: readonly Pick<ModelEntry, 'id' | 'sha256'>[],
): Fixture {
  const fixture = parseFixtureAs(fixtureSchema, value, entry);
  if (feeders.some(({ id, sha256 }) => fixture.sources[id] !== sha256)) throw madeForAnother(entry);
  const missing = Object.values(entry.outputs).find(({ name }) => !fixture.outputs[name]);
  if (missing)
    throw new AnomalensError(
      'manifest-invalid',
      `The self-check of ${entry.title} lacks ${missing.name}.`,
    );
  return fixture;
}

function madeForAnother({ title }: ModelEntry): AnomalensError {
  return new AnomalensError(
    'manifest-invalid',
    `The self-check of ${title} was made for another file.`,
  );
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
  if (result.output.modelSha256 !== entry.sha256) throw madeForAnother(entry);
  return result.output;
}

/**
 * Runs a stored picture on the chosen path and compares with stored outputs: drivers have returned
 * wrong numbers, zeros and NaN without any error. A network behind others gets what these gave for
 * the picture here, so that the whole chain is compared.
 * @returns also what it gave, for the networks that it feeds.
 * @throws AnomalensError `model-self-check`.
 */
export async function selfCheck(
  network: PictureNetwork,
  fixture: Fixture,
  examples: Examples,
): Promise<{ check: SelfCheckResult; given: Examples }> {
  const { entry } = network;
  const [, , height, width] = fixture.input.shape;
  const size = { width, height };
  const picture = fixtureInput(width, height, entry.input);
  const feeds = Object.fromEntries(
    entry.inputs.map(({ name, from }) => [
      name,
      from === PICTURE ? picture : (examples[from] as Float32Array),
    ]),
  );
  const computed = await network.runPlain(feeds, size);
  await network.forget(size);
  let maxDifference = 0;
  const given: Record<string, Float32Array> = {};
  for (const [id, { name, stride }] of Object.entries(entry.outputs)) {
    const values = computed[id] as Float32Array;
    assertAlive(values, entry);
    const difference = relativeDifference(
      values,
      { width: width / stride, height: height / stride },
      fixture.outputs[name] as StoredOutput,
    );
    maxDifference = Math.max(maxDifference, difference);
    given[`${entry.id}/${id}`] = values;
  }
  return { check: accepted(maxDifference, entry), given };
}

/** @throws AnomalensError `model-self-check` for a difference above the manifest's tolerance. */
export function accepted(
  maxDifference: number,
  { title, selfCheck: { tolerance } }: ModelEntry,
): SelfCheckResult {
  if (!(maxDifference <= tolerance)) {
    throw new AnomalensError(
      'model-self-check',
      `${title} computes other numbers here than it should: off by ${maxDifference.toPrecision(2)} of the range, ${tolerance} is allowed.`,
    );
  }
  return { maxDifference, tolerance };
}

/** @throws AnomalensError `model-self-check` for NaN, infinite, all-zero and all-equal maps. */
export function assertAlive(values: Float32Array, { title }: Pick<ModelEntry, 'title'>): void {
  const problem = findDeadMap(values);
  if (problem)
    throw new AnomalensError(
      'model-self-check',
      `The output of ${title} is ${problem}: this device does not compute correctly.`,
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

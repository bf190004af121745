import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';

const name = v.pipe(v.string(), v.minLength(1));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** A path below the models' folder: no scheme, no host, no way up. */
const relativeFile = v.pipe(v.string(), v.regex(/^(?!.*\.\.)[\w-][\w./-]*$/));
const triple = v.pipe(v.array(v.number()), v.length(3));
const output = v.object({ name, stride: positive, channels: positive });
/** An input of one number, besides the picture. */
const scalarInput = v.pipe(
  v.object({ input: name, default: v.number(), min: v.number(), max: v.number() }),
  v.check((scalar) => scalar.min <= scalar.default && scalar.default <= scalar.max, 'the default must lie between min and max'),
);

const segmenter = v.object({
  id: name,
  title: name,
  summary: name,
  kind: v.literal('segmenter'),
  file: relativeFile,
  bytes: positive,
  sha256,
  input: v.object({
    name,
    layout: v.literal('NCHW'),
    colour: v.literal('rgb'),
    mean: triple,
    std: v.pipe(
      triple,
      v.check((values) => values.every((value) => value > 0), 'must be positive'),
    ),
    multipleOf: positive,
    defaultLongSide: positive,
  }),
  /** By the name that methods use; `logits` are those of the closed set. */
  outputs: v.objectWithRest({ logits: output }, output),
  scalarInputs: v.optional(v.record(name, scalarInput), {}),
  /** Least share of confident road-scene pixels in a road picture: a network that was shown unknown objects is sure of less. */
  leastRoadShare: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.55),
  classes: v.pipe(v.array(v.object({ name, colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)) })), v.minLength(2)),
  licence: v.object({ name, file: relativeFile, summary: name }),
  selfCheck: v.object({ file: relativeFile, sha256, tolerance: v.pipe(v.number(), v.minValue(0)) }),
  /** False for published models whose graph has nodes that only run on the CPU. */
  allNodesOnGpu: v.optional(v.boolean(), true),
});

const manifest = v.object({
  schemaVersion: v.literal(1),
  models: v.pipe(
    v.array(segmenter),
    v.minLength(1),
    v.check((models) => new Set(models.map((model) => model.id)).size === models.length, 'ids must be unique'),
    v.check((models) => models.every((model) => model.classes.length === model.outputs.logits.channels), 'one class per logit channel'),
  ),
});

/** What names and shapes one output: `name` in the file, input pixels per output pixel, channels. */
export type OutputEntry = v.InferOutput<typeof output>;
/** One network of `public/models/manifest.json`. */
export type ModelEntry = v.InferOutput<typeof segmenter>;
export type Manifest = v.InferOutput<typeof manifest>;

/** @throws AnomalensError `manifest-invalid` that names the first wrong field. */
export function parseManifest(value: unknown): Manifest {
  const result = v.safeParse(manifest, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the file';
  throw new AnomalensError('manifest-invalid', `The list of models is not usable: ${where}: ${issue.message}`);
}

/** @throws AnomalensError `option-invalid` for an id that is not listed. */
export function modelById(list: Manifest, id: string): ModelEntry {
  const entry = list.models.find((model) => model.id === id);
  if (entry) return entry;
  throw new AnomalensError('option-invalid', `There is no model "${id}". Known ones: ${list.models.map((model) => model.id).join(', ')}.`);
}

import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import { allFeedersOf, wrongFeed } from '#src/models/feeds';
import { pinnedFile, relativeFile, digest as sha256, wordsEntry } from '#src/models/words-entry';

const name = v.pipe(v.string(), v.minLength(1));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const triple = v.pipe(v.array(v.number()), v.length(3));
const output = v.object({ name, stride: positive, channels: positive });
/** What an input takes: the picture, or an output of a network, `id/output` by its manifest name. */
const source = v.pipe(v.string(), v.regex(/^(picture|[\w-]+\/\w+)$/));
const fedInput = v.object({ name, from: source, stride: positive, channels: positive });
/** An input of one number, besides the picture. */
const scalarInput = v.pipe(
  v.object({ input: name, default: v.number(), min: v.number(), max: v.number() }),
  v.check(
    (scalar) => scalar.min <= scalar.default && scalar.default <= scalar.max,
    'the default must lie between min and max',
  ),
);

const std = v.pipe(
  triple,
  v.check((values) => values.every((value) => value > 0), 'must be positive'),
);
/**
 * A picture: sRGB bytes as `(byte / 255 - mean) / std`, padded with zeros at the right and bottom.
 */
const picture = { layout: v.literal('NCHW'), colour: v.literal('rgb'), mean: triple, std };
const common = {
  id: name,
  title: name,
  summary: name,
  ...pinnedFile,
  licence: v.object({ name, file: relativeFile, summary: name }),
  selfCheck: v.object({ file: relativeFile, sha256, tolerance: v.pipe(v.number(), v.minValue(0)) }),
  /** False for published models whose graph has nodes that only run on the CPU. */
  allNodesOnGpu: v.optional(v.boolean(), true),
};

/** A network behind the picture, or behind networks that are. */
const network = {
  ...common,
  /** The picture that it, or what feeds it, takes. */
  input: v.object({ ...picture, multipleOf: positive, defaultLongSide: positive }),
  /** Every input but single numbers. */
  inputs: v.pipe(v.array(fedInput), v.minLength(1)),
};
/** An encoder that runs once for each picture; its outputs feed other networks. */
const trunk = v.object({
  ...network,
  kind: v.literal('trunk'),
  outputs: v.record(name, output),
});
const segmenter = v.object({
  ...network,
  kind: v.literal('segmenter'),
  /** By the name that methods use; `logits` are those of the closed set. */
  outputs: v.objectWithRest({ logits: output }, output),
  scalarInputs: v.optional(v.record(name, scalarInput), {}),
  /**
   * Least share of confident road-scene pixels in a road picture: a network that was shown unknown
   * objects is sure of less.
   */
  leastRoadShare: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.55),
  classes: v.pipe(
    v.array(v.object({ name, colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)) })),
    v.minLength(2),
  ),
});

/**
 * A head that answers to words: its output is no classes but a vector for each cell, which words are
 * compared with.
 */
const visionLanguage = v.object({
  ...network,
  kind: v.literal('vision-language'),
  outputs: v.strictObject({ embedding: output }),
  /** As that of a segmenter, with the words that the page begins with. */
  leastRoadShare: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.55),
});
/** Cosines of an embedding with words: a graph without weights, run anew for every edited word. */
const similarity = v.object({ ...common, kind: v.literal('similarity') });

/** Any string to a vector of the words' space: optional beside the tables. */
const sentenceEncoder = v.object({
  ...common,
  kind: v.literal('sentence-encoder'),
  /** The file of its tokenizer, JSON. */
  tokenizer: v.object(pinnedFile),
  /** A word is read as the mean over these, each with `{}` where it stands. */
  templates: v.pipe(v.array(v.pipe(v.string(), v.includes('{}'))), v.minLength(1)),
});

/**
 * The frame that a promptable segmenter sees: published ones pad it to a square, ours to the next
 * multiple.
 */
const frame = v.variant('padTo', [
  v.object({ name, ...picture, longSide: positive, padTo: v.literal('square') }),
  v.object({
    name,
    ...picture,
    longSide: positive,
    padTo: v.literal('multiple'),
    multipleOf: positive,
  }),
]);
const maskEncoder = v.object({ ...common, kind: v.literal('mask-encoder'), input: frame });
const maskDecoder = v.object({
  ...common,
  kind: v.literal('mask-decoder'),
  /** Id of the encoder whose embeddings it reads. */
  encoder: name,
  /** Pixels of the padded frame per pixel of `low_res_masks`. */
  maskStride: positive,
});
const promptGenerator = v.object({
  ...common,
  kind: v.literal('prompt-generator'),
  input: v.object({ name, longSide: positive, multipleOf: positive }),
  /** Input pixels per cell of its outputs. */
  stride: positive,
  /**
   * Ids of the methods whose scores it was trained with; it runs with every method that has a
   * calibration.
   */
  sources: v.pipe(v.array(name), v.minLength(1)),
});

const model = v.variant('kind', [
  trunk,
  segmenter,
  visionLanguage,
  similarity,
  sentenceEncoder,
  maskEncoder,
  maskDecoder,
  promptGenerator,
]);
type AnyModel = v.InferOutput<typeof model>;

/** Whether a model stands behind a picture, or behind networks that do. */
export function isNetwork(entry: AnyModel): entry is NetworkEntry {
  return ['trunk', 'segmenter', 'vision-language'].includes(entry.kind);
}

/** Whether every decoder's encoder is listed. */
function hasEncoders(models: readonly AnyModel[]): boolean {
  const encoders = models.filter(({ kind }) => kind === 'mask-encoder').map(({ id }) => id);
  return models.every((model) => model.kind !== 'mask-decoder' || encoders.includes(model.encoder));
}

/** Whether what words take is listed as a whole: two graphs and the tables, or nothing. */
function hasWordsWhole(models: readonly AnyModel[], words: object | undefined): boolean {
  const kinds = models.map(({ kind }) => kind);
  const parts = [
    kinds.includes('vision-language'),
    kinds.includes('similarity'),
    words !== undefined,
  ];
  return new Set(parts).size === 1;
}

const listed = v.object({
  schemaVersion: v.literal(1),
  /** What words are read with; absent where no network of the list answers to words. */
  words: v.optional(wordsEntry),
  models: v.pipe(
    v.array(model),
    v.minLength(1),
    v.check(
      (models) => new Set(models.map(({ id }) => id)).size === models.length,
      'ids must be unique',
    ),
    v.check(
      (models) =>
        models.every(
          (model) =>
            model.kind !== 'segmenter' || model.classes.length === model.outputs.logits.channels,
        ),
      'one class per logit channel',
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      const message = dataset.typed ? wrongFeed(dataset.value.filter(isNetwork)) : null;
      if (message) addIssue({ message });
    }),
    v.check((models) => hasEncoders(models), 'a mask decoder names an encoder that is not listed'),
  ),
});
const manifest = v.pipe(
  listed,
  v.check(
    ({ models, words }) => hasWordsWhole(models, words),
    'words take a vision-language network, its similarity graph and tables, and not all are listed',
  ),
);

/**
 * What names and shapes one output: `name` in the file, input pixels per output pixel, channels.
 */
export type OutputEntry = v.InferOutput<typeof output>;
/** One network of `public/models/manifest.json`. */
export type ModelEntry = AnyModel;
/**
 * By what they are for: logits; the embedding of a picture; masks from prompts and an embedding;
 * boxes from a score map.
 */
export type SegmenterEntry = v.InferOutput<typeof segmenter>;
type TrunkEntry = v.InferOutput<typeof trunk>;
export type VisionLanguageEntry = v.InferOutput<typeof visionLanguage>;
/** A network behind the picture or behind other networks. */
export type NetworkEntry = TrunkEntry | SegmenterEntry | VisionLanguageEntry;
type MaskEncoderEntry = v.InferOutput<typeof maskEncoder>;
type MaskDecoderEntry = v.InferOutput<typeof maskDecoder>;
type PromptGeneratorEntry = v.InferOutput<typeof promptGenerator>;
type SimilarityEntry = v.InferOutput<typeof similarity>;
type SentenceEncoderEntry = v.InferOutput<typeof sentenceEncoder>;
/** Models that pass named tensors in and out instead of a picture's logits. */
export type PromptModelEntry =
  | MaskEncoderEntry
  | MaskDecoderEntry
  | PromptGeneratorEntry
  | SimilarityEntry
  | SentenceEncoderEntry;
export type Manifest = v.InferOutput<typeof manifest>;

const LONGEST_REASON = 300;

/** @throws AnomalensError `manifest-invalid` that names the first wrong field. */
export function parseManifest(value: unknown): Manifest {
  const result = v.safeParse(manifest, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the file';
  // Both may quote whatever the file holds.
  const what = `${where}: ${issue.message}`.slice(0, LONGEST_REASON);
  throw new AnomalensError('manifest-invalid', `The list of models is not usable: ${what}`);
}

/** @throws AnomalensError `option-invalid` for an id that is not listed. */
export function modelById(list: Manifest, id: string): ModelEntry {
  const entry = list.models.find((model) => model.id === id);
  if (entry) return entry;
  throw new AnomalensError(
    'option-invalid',
    `There is no model "${id}". Known ones: ${list.models.map((model) => model.id).join(', ')}.`,
  );
}

/** @throws AnomalensError `option-invalid` also for a model of another kind. */
export function segmenterById(list: Manifest, id: string): SegmenterEntry {
  const entry = modelById(list, id);
  if (entry.kind === 'segmenter') return entry;
  throw new AnomalensError('option-invalid', `"${id}" is no network that gives classes.`);
}

/** The networks that must run before one, in their order; none for a model of another kind. */
export function feedersIn(list: Manifest, entry: ModelEntry): NetworkEntry[] {
  if (!isNetwork(entry)) return [];
  const networks = list.models.filter(isNetwork);
  const ids = allFeedersOf(networks, entry);
  return networks.filter(({ id }) => ids.includes(id));
}

/** `anomalens.json`: how a person's own network is fed, and what it gives (docs/own-network.md). */
import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const side = v.pipe(count, v.maxValue(8192));
const finite = v.pipe(v.number(), v.finite());
const triple = v.strictTuple([finite, finite, finite]);
const spread = v.pipe(
  triple,
  v.check((values) => values.every((value) => value > 0), 'must be positive'),
);

/** What the network takes: sides of its own, or those of the picture. */
const size = v.variant('kind', [
  v.strictObject({
    kind: v.literal('fixed'),
    width: side,
    height: side,
    /** Both sides scaled on their own, or the aspect kept and the rest left empty. */
    fit: v.picklist(['stretch', 'letterbox']),
  }),
  v.strictObject({
    kind: v.literal('free'),
    multipleOf: side,
    /** Null: that of the page or the command. */
    longSide: v.nullable(side),
  }),
]);

const input = v.strictObject({
  name: text,
  layout: v.picklist(['NCHW', 'NHWC', 'CHW', 'HWC']),
  dtype: v.picklist(['float32', 'float16', 'uint8']),
  colour: v.picklist(['rgb', 'bgr']),
  /** For values from 0 to 1, red first: the network reads `(byte / 255 - mean) / std`. */
  mean: triple,
  std: spread,
  size,
});

/**
 * `sigmoids`: each class has a probability of its own, which need not sum to 1. `sigmoid-logits`: what a
 * sigmoid makes these of. `queries`: MaskFormer's classes and masks.
 * `classes`: the winning class alone, which leaves no score.
 */
const OUTPUT_KINDS = [
  'logits',
  'probabilities',
  'log-probabilities',
  'sigmoids',
  'sigmoid-logits',
  'queries',
  'classes',
] as const;

const output = v.strictObject({
  /** An output of the file, or a tensor within its graph, which is made one. */
  name: text,
  kind: v.picklist(OUTPUT_KINDS),
  /** Where the channels lie. */
  layout: v.picklist(['NCHW', 'NHWC']),
  /** The output with the masks of queries; null for everything else. */
  masks: v.nullable(text),
});

const namedClass = v.strictObject({
  name: text,
  colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
});

const schema = v.strictObject({
  anomalens: v.literal(1),
  title: text,
  /** That of the network's file; absent in a card for any. */
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  input,
  output,
  /** What the classifier reads, a tensor of the graph; null where none is known. */
  features: v.nullable(text),
  /** One for each channel of the logits. */
  classes: v.pipe(v.array(namedClass), v.minLength(1), v.maxLength(255)),
  /** Channels that stand for no class, such as void: they take no part in any score. */
  leftOut: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export type Card = v.InferOutput<typeof schema>;
export type CardInput = Card['input'];
export type CardOutput = Card['output'];
export type CardSize = CardInput['size'];
export type NamedClass = Card['classes'][number];

/**
 * A card as a person has written or kept it.
 * @throws AnomalensError `network-unclear` that names the first wrong field.
 */
export function parseCard(value: unknown): Card {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const [issue] = result.issues;
    const where = v.getDotPath(issue);
    throw unclearCard(where ? `${where}: ${issue.message}` : issue.message);
  }
  const { classes, leftOut, output: read } = result.output;
  if (leftOut.some((channel) => channel >= classes.length))
    throw unclearCard(`leftOut: there are channels 0 to ${classes.length - 1} only`);
  if (classes.length - new Set(leftOut).size < 1) throw unclearCard('leftOut: no class remains');
  if ((read.kind === 'queries') !== (read.masks !== null))
    throw unclearCard('output.masks: the masks of queries, and of nothing else');
  return result.output;
}

/** @throws AnomalensError `network-unclear` for text that is no card. */
export function readCard(json: string): Card {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw unclearCard('it is not JSON');
  }
  return parseCard(value);
}

const LONGEST_REASON = 300;

function unclearCard(reason: string): AnomalensError {
  const said = reason.slice(0, LONGEST_REASON); // it may quote whatever the file holds
  return new AnomalensError('network-unclear', `The card of the network is not usable: ${said}.`);
}

/** Channels that stand for a class, in order. */
export function shownChannels({ classes, leftOut }: Pick<Card, 'classes' | 'leftOut'>): number[] {
  return classes.map((_, channel) => channel).filter((channel) => !leftOut.includes(channel));
}

/**
 * The classes that scores are about. A single channel tells one class from everything else, so
 * there are two then.
 */
export function shownClasses(card: Pick<Card, 'classes' | 'leftOut'>): NamedClass[] {
  const shown = shownChannels(card).map((channel) => card.classes[channel] as NamedClass);
  return shown.length === 1 ? [{ name: 'everything else', colour: '#808080' }, ...shown] : shown;
}

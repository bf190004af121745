/** What a network gives, by what its file says. */
import { AnomalensError } from '#src/core/errors';
import type { OnnxHeader, OnnxNode, OnnxValue } from '#src/core/onnx/header';
import { featuresBefore, type TailStep, tailOf } from '#src/core/onnx/hidden-outputs';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import type { CardOutput } from './card';
import { described } from './decide-input';

const WHOLE = ['int64', 'int32', 'uint8', 'int16', 'int8', 'uint32', 'bool'];
const REAL = ['float32', 'float16', 'float64', 'undefined'];
/** By what exporters call their main output. */
const LIKELY = /^(logits|class_logits|out|output|preds?|mask|seg\w*|sem\w*|score\w*)\b/i;
/** Classes are kept as bytes. */
export const MOST_CHANNELS = 255;
const UNLIKELY = /aux|boundary|edge|feat|embed/i;
/** What is measured of each pixel, and is no class. */
const MEASURED = /depth|dispar|(^|_)disp(_|$|\d)|normals?\b|optical_?flow/i;

export interface DecidedOutput {
  output: CardOutput;
  /** What the classifier reads; null where none is found. */
  features: string | null;
  /** Channels, where the file says it. */
  channels: number | null;
  /** Why, in a sentence. */
  because: string;
  /** Other outputs that might be meant. */
  others: string[];
  /** It stood before a softmax, sigmoid or comparison, which says what it holds, whatever its values look like. */
  areLogits: boolean;
}

/**
 * @throws AnomalensError `network-unsupported` for instance segmentation, and where no output is a
 * map; `network-unclear` where the only map is called like a depth.
 */
export function decideOutput(header: OnnxHeader): DecidedOutput {
  const { outputs } = header;
  refuseInstances(header);
  const queries = outputs.find(({ name }) => name === 'class_queries_logits');
  const masks = outputs.find(({ name }) => name === 'masks_queries_logits');
  if (queries && masks) {
    const last = queries.shape?.at(-1);
    return {
      output: { name: queries.name, kind: 'queries', layout: 'NCHW', masks: masks.name },
      features: null,
      channels: typeof last === 'number' ? last - 1 : null,
      because: 'Its outputs are the classes and masks of queries, as MaskFormer has them.',
      others: [],
      areLogits: false,
    };
  }
  const maps = outputs.filter(isMap);
  if (maps.length === 0)
    throw unsupportedNetwork(
      `none of its outputs is a map of classes: ${outputs.map(described).join(', ')}`,
    );
  const ranked = [...maps].sort((a, b) => rank(a) - rank(b)); // stable: the first of equals
  const chosen = ranked[0] as OnnxValue;
  if (MEASURED.test(chosen.name))
    throw new AnomalensError(
      'network-unclear',
      `Its output ${chosen.name} is called like a measurement of each pixel, such as a depth, and no score can be told from one. If it holds classes, say so in a card (docs/own-network.md).`,
    );
  const others = maps.filter((map) => map !== chosen).map(({ name }) => name);
  return { ...opened(header, chosen), others };
}

function isMap({ shape, dtype }: OnnxValue): boolean {
  if (![...WHOLE, ...REAL].includes(dtype)) return false;
  return shape === null || shape.length === 4 || shape.length === 3;
}

function rank({ name, dtype, shape }: OnnxValue): number {
  const isSingle = shape?.length === 4 && shape[1] === 1 && REAL.includes(dtype);
  return (
    (isSingle ? 1 : 0) + // a boundary beside the classes
    (UNLIKELY.test(name) || MEASURED.test(name) ? 4 : 0) +
    (LIKELY.test(name) ? 0 : 2) +
    (REAL.includes(dtype) ? 0 : 1)
  );
}

/** YOLO-seg gives boxes with weights of prototypes. */
function refuseInstances({ outputs, metadata }: OnnxHeader): void {
  const { task } = metadata;
  const isInstances =
    (task !== undefined && ['segment', 'detect', 'pose', 'obb'].includes(task)) ||
    (outputs.length === 2 &&
      outputs.some(({ name, shape }) => name === 'output0' && shape?.length === 3) &&
      outputs.some(({ name, shape }) => name === 'output1' && shape?.length === 4));
  if (isInstances)
    throw unsupportedNetwork(
      'it finds instances (boxes with masks), and gives no probability of each class for each pixel: a semantic segmentation is needed',
    );
  if (task === 'classify')
    throw unsupportedNetwork('it classifies whole pictures: a semantic segmentation is needed');
}

/** The output itself, or the tensor before what takes its logits away. */
function opened(
  header: OnnxHeader,
  { name, dtype, shape }: OnnxValue,
): Omit<DecidedOutput, 'others'> {
  const opset = header.opsets[''] ?? 0;
  const steps = upToSoftmax(upToResize(tailOf(header, name), opset));
  const reducing = steps.filter(({ reduction }) => reduction !== null);
  const deepest = reducing.at(-1);
  const lastSoft = reducing.find(({ reduction }) => reduction !== 'Resize');
  if (!deepest) {
    const isClasses = WHOLE.includes(dtype);
    const layout = layoutOfMap(shape);
    return {
      output: { name, kind: isClasses ? 'classes' : 'logits', layout, masks: null },
      features: isClasses ? null : featuresBefore(header, name),
      channels: channelsIn(shape, layout),
      because: isClasses
        ? `Its output ${name} holds whole numbers, and nothing before it is known to hold logits: only the winning class.`
        : `Its output ${name} holds real numbers, with no softmax before it: logits.`,
      areLogits: false,
    };
  }
  const turned = turnedBefore(deepest, steps);
  const logits = turned ?? deepest.input;
  // Convolutions have their channels first; exporters turn them for a softmax over the last axis.
  const layout = turned ? 'NCHW' : (layoutOfStep(lastSoft) ?? layoutOfMap(shape));
  const inner = header.inner.find((value) => value.name === logits);
  const what = reducing.map(({ reduction }) => reduction).reverse();
  return {
    output: { name: logits, kind: kindBefore(reducing), layout, masks: null },
    features: featuresBefore(header, logits),
    channels: channelsIn(inner?.shape ?? null, layout) ?? channelsOf(shape, layout, steps),
    because: `Its output ${name} comes after ${what.join(' and ')}: the tensor ${logits} before ${what.length > 1 ? 'them' : 'it'} is read, which holds ${kindBefore(reducing) === 'logits' ? 'the logits' : 'a logit of each class on its own'}.`,
    areLogits: reducing.some(({ reduction }) => reduction !== null && LEAVES_NO_DOUBT[reduction]),
  };
}

/**
 * The steps behind an enlargement that is another than the one that scores are sampled with: what lies
 * before it would be placed elsewhere, by up to half a stride.
 */
function upToResize(steps: readonly TailStep[], opset: number): TailStep[] {
  const other = steps.findIndex(
    ({ node, reduction }) => reduction === 'Resize' && !isBilinear(node, opset),
  );
  return other < 0 ? [...steps] : steps.slice(0, other);
}

/** A sigmoid before a softmax is part of the network: what softmax reads are its logits. */
function upToSoftmax(steps: readonly TailStep[]): TailStep[] {
  const softmax = steps.findIndex(({ reduction }) => reduction && SOFT.includes(reduction));
  const sigmoid = steps.findIndex(({ reduction }) => reduction === 'Sigmoid');
  return softmax >= 0 && sigmoid > softmax ? steps.slice(0, sigmoid) : [...steps];
}

const SOFT: readonly string[] = ['Softmax', 'LogSoftmax'];

/** A sigmoid asks each class on its own; a softmax, and whoever takes a winner, all against each other. */
function kindBefore(reducing: readonly TailStep[]): CardOutput['kind'] {
  return reducing.some(({ reduction }) => reduction === 'Sigmoid') ? 'sigmoid-logits' : 'logits';
}

/** Bilinear at pixel centres, as scores are sampled; before opset 11 there was no such resize. */
function isBilinear({ op, attributes }: OnnxNode, opset: number): boolean {
  const { mode, coordinate_transformation_mode: centres = 'half_pixel' } = attributes;
  return (
    op === 'Resize' &&
    opset >= 11 &&
    mode === 'linear' &&
    (centres === 'half_pixel' || centres === 'pytorch_half_pixel')
  );
}

/** What is only ever done to logits; a winner may be taken among probabilities too. */
const LEAVES_NO_DOUBT: Readonly<Record<NonNullable<TailStep['reduction']>, boolean>> = {
  Softmax: true,
  LogSoftmax: true,
  Sigmoid: true,
  Greater: true,
  ArgMax: false,
  TopK: false,
  Resize: false,
};

/** The tensor before the transpositions that the deepest reduction follows; null without one. */
function turnedBefore(deepest: TailStep, steps: readonly TailStep[]): string | null {
  const deeper = steps.slice(steps.indexOf(deepest) + 1);
  const end = deeper.findIndex(({ node }) => !['Transpose', 'Identity', 'Cast'].includes(node.op));
  const turning = end < 0 ? deeper : deeper.slice(0, end);
  const last = turning.findLastIndex(({ node }) => node.op === 'Transpose');
  return turning[last]?.input ?? null;
}

/** Softmax and ArgMax say along which axis the classes lie. */
function layoutOfStep(step: TailStep | undefined): CardOutput['layout'] | null {
  const axis = step?.node.attributes.axis;
  if (typeof axis !== 'number') return null;
  return axis === 3 || axis === -1 ? 'NHWC' : 'NCHW';
}

/** Classes are fewer than pixels of a side; a first run looks again. */
function layoutOfMap(shape: OnnxValue['shape']): CardOutput['layout'] {
  if (!shape || shape.length < 3) return 'NCHW';
  const [first, middle, last] = shape.slice(-3);
  if (typeof last !== 'number' || last > MOST_CHANNELS) return 'NCHW';
  const isLarger = (side: typeof first) => typeof side !== 'number' || side > last;
  return isLarger(first) && isLarger(middle) ? 'NHWC' : 'NCHW';
}

function channelsIn(shape: OnnxValue['shape'], layout: CardOutput['layout']): number | null {
  if (!shape || shape.length < 3) return null;
  const channels = shape.slice(-3)[layout === 'NCHW' ? 0 : 2];
  return typeof channels === 'number' ? channels : null;
}

/** The channels of the output itself, unless a winner was taken among them. */
function channelsOf(
  shape: OnnxValue['shape'],
  layout: CardOutput['layout'],
  steps: readonly TailStep[],
): number | null {
  const isWinner = steps.some(({ reduction }) => reduction === 'ArgMax' || reduction === 'TopK');
  return isWinner ? null : channelsIn(shape, layout);
}

/** What a first run says of a network's output, which its file may not. */
import { AnomalensError } from '#src/core/errors';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import { classValues } from '#src/core/score-files/class-values';
import type { Size } from '#src/core/types';
import type { Card } from './card';
import { numberedClasses } from './class-lists';
import { classesByNumber, type DecidedCard } from './decide-card';
import { MOST_CHANNELS } from './decide-output';
import { logitPlanes, planesOf } from './output-values';
import type { LogitPlanes, OutputTensor } from './planes';
import { queryProbabilities } from './queries';

/**
 * The card with the layout, the number of channels and the kind of what came out. A person's own words
 * stay: only what was decided here is looked at.
 * @param size of the input. @throws AnomalensError `network-unsupported` for what is no map.
 */
export function settleCard(
  decided: DecidedCard,
  tensor: OutputTensor,
  masks: OutputTensor | null,
  size: Size,
): DecidedCard {
  const { card } = decided;
  if (decided.isGiven) {
    logitPlanes(card, tensor, masks); // or it says what of the card does not fit
    return decided;
  }
  if (card.output.kind === 'queries' && masks)
    return withChannels(decided, queryProbabilities(tensor, masks).classes);
  const layout = layoutOf(tensor.dims, size) ?? card.output.layout;
  const planes = planesOf(tensor, layout, card.output.name);
  if (planes.classes > MOST_CHANNELS)
    throw unsupportedNetwork(
      `its output ${card.output.name} has ${planes.classes} channels, and at most ${MOST_CHANNELS} are classes`,
    );
  const output = { ...card.output, layout };
  const laid = { ...decided, card: { ...card, output } };
  if (card.output.kind === 'sigmoid-logits' && planes.classes === 1)
    return withChannels(withKind(laid, 'logits', null), 1); // two classes, one of them at 0
  if (card.output.kind !== 'logits' || decided.knowsKind) return withChannels(laid, planes.classes);
  const values = valuesOf(planes);
  const { kind, reason } = kindOf(values, planes, hasName(decided));
  return withChannels(withKind(laid, kind, reason), planes.classes);
}

function withKind(
  decided: DecidedCard,
  kind: Card['output']['kind'],
  reason: string | null,
): DecidedCard {
  const { card, because } = decided;
  return {
    ...decided,
    because: reason ? { ...because, kind: reason } : because,
    card: { ...card, output: { ...card.output, kind } },
  };
}

/** What rounding leaves of proportions: sides of a few pixels. */
const MOST_OFF = 0.4;

/**
 * Where the sides of a map have the input's proportions; null where both could.
 * @throws AnomalensError `network-unsupported` where neither does.
 */
function layoutOf(dims: readonly number[], size: Size): Card['output']['layout'] | null {
  if (dims.length < 3) return null;
  const [a, b, c] = dims.slice(-3) as [number, number, number];
  const off = (height: number, width: number) =>
    Math.abs(Math.log((width * size.height) / (height * size.width)));
  const [planar, last] = [off(b, c), off(a, b)];
  if (Math.min(planar, last) > MOST_OFF)
    throw unsupportedNetwork(
      `its output is [${dims.join(', ')}], and no two of these sides have the proportions of an input of ${size.width} x ${size.height}: say in the card which tensor is read (output.name)`,
    );
  if (Math.abs(planar - last) < 1e-6) return null;
  return planar < last ? 'NCHW' : 'NHWC';
}

interface Values {
  min: number;
  max: number;
  areWhole: boolean;
}

function valuesOf({ data }: Pick<OutputTensor, 'data'>): Values {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let areWhole = true;
  for (const value of data) {
    if (value < min) min = value;
    if (value > max) max = value;
    areWhole &&= Number.isInteger(value);
  }
  return { min, max, areWhole };
}

function kindOf(
  { min, max, areWhole }: Values,
  planes: LogitPlanes,
  isNamed: boolean,
): { kind: Card['output']['kind']; reason: string | null } {
  if (planes.classes === 1 && areWhole && min >= 0)
    return { kind: 'classes', reason: 'What came out are whole numbers: the winning class alone.' };
  if (planes.classes === 1) return singleKind(min, max, isNamed);
  const { kind } = classValues({ kind: 'logits', ...planes });
  if (kind === 'probabilities')
    return {
      kind,
      reason:
        'The classes of each pixel sum to 1: probabilities. Max logit and energy cannot be told from them.',
    };
  if (kind === 'log-probabilities')
    return {
      kind,
      reason:
        'The exponentials of the classes sum to 1: logarithms of probabilities. Max logit and energy cannot be told from them.',
    };
  if (min >= 0 && max <= 1)
    return {
      kind: 'sigmoids',
      reason:
        'What came out lies between 0 and 1, and the classes of a pixel do not sum to 1: a probability of each class on its own.',
    };
  return { kind: 'logits', reason: null };
}

/**
 * A single channel that nothing in the graph compares with anything.
 * @throws AnomalensError `network-unclear` for values that may be a distance as well as a logit.
 */
function singleKind(
  min: number,
  max: number,
  isNamed: boolean,
): { kind: Card['output']['kind']; reason: string } {
  if (min >= 0 && max <= 1)
    return { kind: 'sigmoids', reason: 'What came out lies between 0 and 1: a probability.' };
  if (isNamed) return { kind: 'logits', reason: 'Its one class has a name: the logit of it.' };
  throw new AnomalensError(
    'network-unclear',
    `It gives one number for each pixel (from ${shortly(min)} to ${shortly(max)} here), which nothing in its graph compares with anything: a depth, say, or the logit of one class against everything else. If it is a logit, say so in a card: output.kind "logits", one name in classes (docs/own-network.md).`,
  );
}

/** The file, or what lies beside it, says what the one channel stands for. */
function hasName({ card }: DecidedCard): boolean {
  const [only] = card.classes;
  return card.classes.length === 1 && only?.name !== numberedClasses(1)[0]?.name;
}

const shortly = (value: number) => String(Number(value.toPrecision(3)));

/** The classes that the number of channels suggests, where the file named another number. */
function withChannels(decided: DecidedCard, channels: number): DecidedCard {
  const { card, because } = decided;
  if (card.classes.length === channels)
    return { ...decided, unclear: decided.unclear.filter((field) => field !== 'channels') };
  const { classes, leftOut, because: reason } = classesByNumber(channels);
  return {
    card: { ...card, classes, leftOut },
    because: { ...because, classes: reason },
    knowsKind: decided.knowsKind,
    isGiven: false,
    unclear: decided.unclear.filter((field) => field !== 'channels'),
  };
}

/** From what a network gives to logits, whatever it calls them. */
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import { type Card, shownChannels } from './card';
import type { LogitPlanes, OutputTensor } from './planes';
import { queryLogits, queryProbabilities } from './queries';

/** Under any probability that is not zero, so that a logarithm stays finite. */
const LEAST = 1e-30;

/**
 * Logits of the classes that count. Of probabilities the logarithms are taken, which softmax gives
 * back; of queries those of the map that they draw. Of probabilities of each class on its own the logarithms
 * too: softmax makes them sum to 1, and how large they are all together stays, as max logit and energy. A
 * single channel is compared with 0, as its sigmoid would be.
 * @param tensor what `card.output.name` holds. @param masks what `card.output.masks` holds.
 * @throws AnomalensError `network-unsupported` for the winning class alone, and for a shape that is
 * no map of the card's classes.
 */
export function logitPlanes(
  card: Pick<Card, 'output' | 'classes' | 'leftOut'>,
  tensor: OutputTensor,
  masks: OutputTensor | null,
): LogitPlanes {
  const { kind, layout, name } = card.output;
  if (kind === 'classes')
    throw unsupportedNetwork(
      'it gives the winning class of each pixel alone, and no score can be told from that: export it without the argmax (docs/own-network.md)',
    );
  const planes =
    kind === 'queries' && masks
      ? queryProbabilities(tensor, masks)
      : planesOf(tensor, layout, name);
  if (planes.classes !== card.classes.length)
    throw unsupportedNetwork(
      `its output ${name} is [${tensor.dims.join(', ')}], which has ${planes.classes} channels, and the card names ${card.classes.length} classes`,
    );
  return withoutLeftOut(card, converted(planes, kind, shownChannels(card).length === 1));
}

/**
 * What the queries give the classes that count, `[classes, h, w]`, not made to sum to 1 (`queryLogits`).
 * @throws AnomalensError `network-unsupported` for shapes that do not belong together.
 */
export function queryPlanes(
  card: Pick<Card, 'classes' | 'leftOut'>,
  tensor: OutputTensor,
  masks: OutputTensor,
): LogitPlanes {
  return withoutLeftOut(card, queryLogits(tensor, masks));
}

/** Channels first, whatever the layout. @throws AnomalensError `network-unsupported`. */
export function planesOf(
  { data, dims }: OutputTensor,
  layout: Card['output']['layout'],
  name: string,
): LogitPlanes {
  const sides = dims.length === 4 ? dims.slice(1) : dims;
  if (sides.length !== 3 || (dims.length === 4 && dims[0] !== 1))
    throw unsupportedNetwork(
      `its output ${name} is [${dims.join(', ')}], which is no map of classes`,
    );
  const [a, b, c] = sides as [number, number, number];
  if (layout === 'NCHW') return { classes: a, height: b, width: c, data };
  const turned = new Float32Array(data.length);
  const area = a * b;
  for (let i = 0; i < area; i++)
    for (let k = 0; k < c; k++) turned[k * area + i] = data[i * c + k] as number;
  return { classes: c, height: a, width: b, data: turned };
}

function converted(
  planes: LogitPlanes,
  kind: Card['output']['kind'],
  isSingle: boolean,
): LogitPlanes {
  const areLogits = kind === 'logits' || (kind === 'sigmoid-logits' && isSingle);
  if (areLogits || kind === 'log-probabilities') return planes;
  const log = (value: number) => Math.log(Math.max(value, LEAST));
  if (kind === 'sigmoid-logits') return { ...planes, data: planes.data.map(logSigmoid) };
  const data =
    kind === 'sigmoids' && isSingle
      ? planes.data.map((value) => log(value) - log(1 - value))
      : planes.data.map(log);
  return { ...planes, data };
}

/** The logarithm of a sigmoid, which neither overflows nor loses what is near 1. */
function logSigmoid(value: number): number {
  return Math.min(value, 0) - Math.log1p(Math.exp(-Math.abs(value)));
}

function withoutLeftOut(card: Pick<Card, 'classes' | 'leftOut'>, planes: LogitPlanes): LogitPlanes {
  const channels = shownChannels(card);
  const area = planes.width * planes.height;
  if (channels.length === 1) {
    const [channel] = channels as [number];
    const data = new Float32Array(2 * area);
    data.set(planes.data.subarray(channel * area, (channel + 1) * area), area);
    return { ...planes, classes: 2, data };
  }
  if (channels.length === planes.classes) return planes;
  const data = new Float32Array(channels.length * area);
  for (const [index, channel] of channels.entries())
    data.set(planes.data.subarray(channel * area, (channel + 1) * area), index * area);
  return { ...planes, classes: channels.length, data };
}

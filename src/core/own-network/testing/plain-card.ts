import type { Card } from '#src/core/own-network/card';
import { namedClasses } from '#src/core/own-network/class-lists';

/** A network of two classes that reads free sizes and gives logits: the plainest there is. */
export const PLAIN_CARD: Card = {
  anomalens: 1,
  title: 'mine',
  input: {
    name: 'x',
    layout: 'NCHW',
    dtype: 'float32',
    colour: 'rgb',
    mean: [0, 0, 0],
    std: [1, 1, 1],
    size: { kind: 'free', multipleOf: 32, longSide: null },
  },
  output: { name: 'y', kind: 'logits', layout: 'NCHW', masks: null },
  features: null,
  classes: namedClasses(['road', 'sky']),
  leftOut: [],
};

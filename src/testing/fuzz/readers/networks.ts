/** A person's own network: its file, its card, and what lies beside it. */
import { bytesAsSource } from '#src/core/onnx/byte-source';
import { readHeader } from '#src/core/onnx/read-header';
import { buildModel } from '#src/core/onnx/testing/build-model';
import { type Card, readCard, shownClasses } from '#src/core/own-network/card';
import { namedClasses } from '#src/core/own-network/class-lists';
import { decideCard } from '#src/core/own-network/decide-card';
import { sideEvidence } from '#src/core/own-network/side-files';
import { changeBytes } from '#src/testing/fuzz/change-bytes';
import { changeJson } from '#src/testing/fuzz/change-json';
import { changeText } from '#src/testing/fuzz/change-text';
import { type Reader, succeeds, textOf, utf8 } from '#src/testing/fuzz/reader';

const SHAPE = { height: 'h', width: 'w' };
const NETWORK = buildModel({
  nodes: [
    { op: 'Sub', inputs: ['in', 'm'], outputs: ['a'] },
    { op: 'Conv', inputs: ['a', 'w'], outputs: ['b'], attributes: { strides: [2, 2] } },
    { op: 'ArgMax', inputs: ['b'], outputs: ['out'], attributes: { axis: 1, keepdims: 0 } },
  ],
  inputs: [{ name: 'in', shape: [1, 3, SHAPE.height, SHAPE.width] }],
  outputs: [{ name: 'out', dtype: 'int64', shape: [1, null, null] }],
  initializers: [
    { name: 'm', dims: [1, 3, 1, 1], values: [0.4, 0.5, 0.6] },
    { name: 'w', dims: [19, 3, 1, 1], values: [], external: 'net.onnx_data' },
  ],
  metadata: { names: "{0: 'road', 1: 'sky'}", task: 'semantic', imgsz: '[512, 1024]' },
});

const CARD: Card = {
  anomalens: 1,
  title: 'net',
  input: {
    name: 'in',
    layout: 'NCHW',
    dtype: 'float32',
    colour: 'rgb',
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    size: { kind: 'free', multipleOf: 32, longSide: null },
  },
  output: { name: 'out', kind: 'logits', layout: 'NCHW', masks: null },
  features: null,
  classes: namedClasses(['road', 'sky', 'void']),
  leftOut: [2],
};

const BESIDE = [
  '{"id2label": {"0": "road", "1": "sky"}}',
  '{"do_normalize": true, "image_mean": [0.4, 0.5, 0.6], "image_std": [0.2, 0.2, 0.2], "size": {"height": 512, "width": 512}}',
  'Deploy:\n  transforms:\n  - mean: [0.5, 0.5, 0.5]\n    type: Normalize\n',
].map(utf8);

export const NETWORK_READERS: readonly Reader[] = [
  {
    name: 'network',
    codes: ['network-unreadable', 'network-unsupported', 'network-unclear'],
    sound: [NETWORK],
    change: (draw, sound) => ({ bytes: changeBytes(draw, sound), guarded: false }),
    read: async (bytes) => decideCard(await readHeader(bytesAsSource(bytes)), [], 'net').card,
    passes: (bytes) => bytes[0] === 8,
    fault: ({ input }: Card) => (input.std.every((value) => value > 0) ? null : 'no spread'),
  },
  {
    name: 'network card',
    codes: ['network-unclear'],
    sound: [utf8(JSON.stringify(CARD))],
    change: (draw, sound) => ({ bytes: changeJson(draw, sound), guarded: false }),
    read: (bytes) => readCard(textOf(bytes)),
    passes: (bytes) => succeeds(() => JSON.parse(textOf(bytes))),
    fault: (card: Card) => (shownClasses(card).length > 1 ? null : 'fewer than two classes'),
  },
  {
    name: 'file beside a network',
    codes: [],
    sound: BESIDE,
    change: (draw, sound) => ({ bytes: changeText(draw, sound), guarded: false }),
    read: (bytes) => {
      const text = textOf(bytes);
      return [sideEvidence('a.json', text), sideEvidence('deploy.yaml', text)];
    },
    passes: () => true,
  },
];

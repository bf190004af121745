import { describe, expect, it } from 'vitest';
import { formatLearnt, readLearnt } from './learnt-schema';
import type { TaughtClass } from './open-world-slice';

const NETWORK = 'a'.repeat(64);
const LESSON = { shots: [], pixels: 40, shotCount: 2, distances: null, losses: [], time: 0 };
/** Classes learnt with a network of two classes and three features. */
const CLASSES: TaughtClass[] = [
  {
    name: 'dog',
    colour: '#66eeff',
    rule: { kind: 'prototype', prototype: [0.1, 0.25], radius: 1.5 },
    ...LESSON,
  },
  {
    name: 'cow',
    colour: '#ee6600',
    rule: { kind: 'head', weights: Array(12).fill(0.125), bias: [1, 2, 3, 4] },
    ...LESSON,
  },
];

function changed(
  change: (file: { [key: string]: unknown; classes: Record<string, unknown>[] }) => void,
): string {
  const file = JSON.parse(formatLearnt(NETWORK, CLASSES));
  change(file);
  return JSON.stringify(file);
}

const shortBias = { kind: 'head', weights: Array(9).fill(0), bias: [1, 2, 3] };

describe('the file of learnt classes', () => {
  it('is read as it was saved, without the pictures it came from', () => {
    const shot = {
      id: 's',
      picture: { name: 'private.png', identity: 'private', width: 1, height: 1 },
      mask: { size: [1, 1] as [number, number], counts: '01' },
      pixels: 1,
    };
    const text = formatLearnt(NETWORK, [
      { ...CLASSES[0]!, shots: [shot], losses: [1], time: 9 },
      CLASSES[1]!,
    ]);
    expect(text).not.toContain('private');
    expect(readLearnt(text)).toEqual({ network: NETWORK, classes: CLASSES });
  });

  it('can be what the browser kept, whose pictures are counted', () => {
    const text = changed((file) => {
      delete file.version; // earlier pages stored none
      for (const entry of file.classes) Object.assign(entry, { shots: [{}, {}], time: 3 });
    });
    expect(readLearnt(text)).toEqual({ network: NETWORK, classes: CLASSES });
  });

  it.each([
    ['text', 'hello', 'no JSON'],
    ['another JSON', '[]', 'no learnt classes'],
    [
      'another version',
      changed((file) => (file.version = 2)),
      'its format is 2, this page reads 1',
    ],
    ['no network', changed((file) => (file.network = 'dmlnet')), '“network”'],
    ['no class', changed((file) => (file.classes = [])), '“classes”'],
    [
      'a class without a name',
      changed((file) => (file.classes[0]!.name = ' ')),
      '“classes.0.name”',
    ],
    [
      'a colour by name',
      changed((file) => (file.classes[1]!.colour = 'red')),
      '“classes.1.colour”',
    ],
    [
      'no number',
      changed(
        (file) => (file.classes[0]!.rule = { kind: 'prototype', prototype: [null, 1], radius: 1 }),
      ),
      '“classes.0.rule',
    ],
    [
      'an unknown rule',
      changed((file) => (file.classes[0]!.rule = { kind: 'tree' })),
      '“classes.0.rule',
    ],
    [
      'weights that are cut off',
      changed((file) => (file.classes[1]!.rule = { kind: 'head', weights: [1], bias: [1, 2] })),
      '“classes.1.rule',
    ],
    [
      'a head of other classes before it',
      changed((file) => (file.classes[1]!.rule = shortBias)),
      '“classes”',
    ],
  ])('is refused with a reason: %s', (_name, text, words) => {
    expect(() => readLearnt(text)).toThrow(
      expect.objectContaining({
        code: 'learnt-unreadable',
        message: expect.stringContaining(words),
      }),
    );
  });
});

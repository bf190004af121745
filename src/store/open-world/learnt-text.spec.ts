import { describe, expect, it } from 'vitest';
import { formatStored, readLearntText, type StoredLearnt } from './learnt-text';

const SHOT = {
  id: 's',
  picture: { name: 'a.png', identity: 'digest', width: 3, height: 2 },
  mask: { size: [2, 3] as [number, number], counts: '06' },
  pixels: 6,
};
const LEARNT: StoredLearnt = {
  network: 'a'.repeat(64),
  classes: [
    {
      name: 'dog',
      colour: '#66eeff',
      rule: { kind: 'prototype', prototype: [0.5, 1], radius: 1.5 },
      pixels: 6,
      shots: [SHOT],
      shotCount: 1,
      distances: { range: { min: 0, max: 1 }, inside: [1, 2], outside: [3, 4] },
      losses: [0.5],
      time: 12,
    },
  ],
  draft: { name: '', colour: '#ee6600', shots: [SHOT] },
};

const read = (value: unknown) => readLearntText(JSON.stringify(value));
const DOG = LEARNT.classes[0] as StoredLearnt['classes'][number];
const COW = { ...DOG, name: 'cow' };

describe('what was learnt, as text', () => {
  it('is read as it was written, whatever page wrote it', () => {
    expect(readLearntText(formatStored(LEARNT))).toEqual({ learnt: LEARNT, problem: null });
    expect(read(LEARNT)).toEqual({ learnt: LEARNT, problem: null }); // earlier pages wrote no version
  });

  it('keeps shots of earlier pages, which knew no identity', () => {
    const { identity: _, ...picture } = SHOT.picture;
    const old = {
      ...LEARNT,
      classes: [],
      draft: { ...LEARNT.draft, shots: [{ ...SHOT, picture }] },
    };
    expect(read(old)).toMatchObject({
      learnt: { draft: { shots: [{ picture: { identity: '' } }] } },
      problem: null,
    });
  });

  it.each<[string, object]>([
    ['no name', { name: ' ' }],
    ['a colour that is none', { colour: 'red' }],
    ['no rule', { rule: undefined }],
    ['a rule without numbers', { rule: { kind: 'prototype', prototype: [], radius: 1 } }],
    ['a rule of another network', { rule: { kind: 'prototype', prototype: [1], radius: 1 } }],
  ])('keeps every other class beside one with %s', (_, change) => {
    for (const classes of [
      [DOG, { ...COW, ...change }],
      [{ ...COW, ...change }, DOG],
    ])
      expect(read({ ...LEARNT, classes })).toEqual({
        learnt: LEARNT,
        problem: 'parts of it are damaged',
      });
  });

  it.each<[string, object, object]>([
    ['a time that is none', { time: 'now' }, { time: 0 }],
    ['distances that are none', { distances: 3 }, { distances: null }],
    ['no losses', { losses: undefined }, { losses: [] }],
    ['no number of pictures', { shotCount: -1 }, { shotCount: 1 }],
    ['no shots', { shots: null }, { shots: [] }],
    ['a shot that is none', { shots: [7, SHOT] }, {}],
  ])('keeps a class with %s', (_, change, expected) => {
    const { learnt, problem } = read({ ...LEARNT, classes: [{ ...DOG, ...change }] });
    expect(learnt?.classes).toEqual([{ ...DOG, ...expected }]);
    expect(problem).toBe('parts of it are damaged');
  });

  it.each<[string, object]>([
    ['a mask that is too short', { mask: { size: [2, 3], counts: '05' } }],
    ['a mask of another width', { mask: { size: [2, 2], counts: '04' } }],
    ['a mask of another height', { mask: { size: [3, 3], counts: '09' } }],
    ['a picture without pixels', { picture: { ...SHOT.picture, width: 0 } }],
    ['half a pixel', { picture: { ...SHOT.picture, width: 2.5 } }],
  ])('leaves a shot out of the draft with %s, and nothing else', (_, change) => {
    const draft = { ...LEARNT.draft, shots: [{ ...SHOT, ...change }, SHOT] };
    expect(read({ ...LEARNT, draft })).toEqual({
      learnt: LEARNT,
      problem: 'parts of it are damaged',
    });
  });

  it('keeps the classes without their draft', () => {
    expect(read({ ...LEARNT, draft: null })).toMatchObject({
      learnt: { classes: LEARNT.classes, draft: { name: '', shots: [] } },
      problem: 'parts of it are damaged',
    });
  });

  it.each([
    ['no JSON', '{', 'it is damaged'],
    ['something else', '"hello"', 'it is damaged'],
    ['no network', JSON.stringify({ ...LEARNT, network: 'short' }), 'it is damaged'],
    [
      'another version',
      JSON.stringify({ ...LEARNT, version: 7 }),
      'another version of Anomalens stored it (format 7, this page reads 1)',
    ],
  ])('says why nothing can be read: %s', (_, text, problem) => {
    expect(readLearntText(text)).toEqual({ learnt: null, problem });
  });
});

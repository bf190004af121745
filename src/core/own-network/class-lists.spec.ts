import { describe, expect, it } from 'vitest';
import {
  cityscapesName,
  namedClasses,
  numberedClasses,
  trainIdsOf,
  usualClasses,
} from './class-lists';

describe('what a number of channels suggests', () => {
  it.each([
    [11, 'CamVid', 'sky', 'rider', []],
    [12, 'CamVid', 'sky', 'void', [11]],
    [19, 'Cityscapes', 'road', 'bicycle', []],
    [20, 'Cityscapes', 'road', 'void', [19]],
    [21, 'Pascal VOC', 'background', 'television', []],
    [65, 'Mapillary', 'bird', 'ego vehicle', []],
    [66, 'Mapillary', 'bird', 'unlabelled', [65]],
  ])('%i: %s', (count, title, first, last, leftOut) => {
    const list = usualClasses(count);
    expect(list?.title).toContain(title);
    expect(list?.names).toHaveLength(count);
    expect(list?.classes.map(({ name }) => name)).toEqual(list?.names);
    expect(list?.names[0]?.toLowerCase()).toBe(first);
    expect(list?.names.at(-1)?.toLowerCase()).toBe(last);
    expect(list?.leftOut).toEqual(leftOut);
  });

  it('is nothing for numbers that many lists have', () => {
    for (const count of [2, 10, 13, 22, 64, 67, 150]) expect(usualClasses(count)).toBeNull();
  });
});

describe('colours', () => {
  it('of the classes of Cityscapes are its own, however they are called', () => {
    const [road, lamp, walker] = namedClasses(['Road', 'Traffic_Light', 'pedestrian']);
    expect(road).toEqual({ name: 'Road', colour: '#804080' });
    expect(lamp?.colour).toBe('#faaa1e');
    expect(walker?.colour).toBe('#dc143c');
  });

  it('of others are all different, and far from their neighbours', () => {
    const colours = numberedClasses(60).map(({ colour }) => colour);
    expect(new Set(colours).size).toBe(60);
    for (const colour of colours) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    const rgb = (colour: string) =>
      [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    for (let i = 1; i < colours.length; i++) {
      const [one, other] = [rgb(colours[i - 1]!), rgb(colours[i]!)];
      const distance = Math.hypot(...one.map((value, c) => value - other[c]!));
      expect(distance, `${colours[i - 1]} ${colours[i]}`).toBeGreaterThan(60);
    }
  });

  it('of the first numbers are these', () => {
    expect(numberedClasses(3)).toEqual([
      { name: 'class 0', colour: '#d22d2d' },
      { name: 'class 1', colour: '#6ce08e' },
      { name: 'class 2', colour: '#631f93' },
    ]);
  });
});

describe('names', () => {
  it.each([
    ['Traffic_Light', 'traffic light'],
    [' traffic-sign ', 'traffic sign'],
    ['Pedestrian', 'person'],
    ['bicyclist', 'rider'],
    ['Motorcyclist', 'rider'],
    ['motorbike', 'motorcycle'],
    ['pavement', 'sidewalk'],
    ['Tree', 'vegetation'],
    ['lane marking', 'road'],
    ['crosswalk marking', 'road'],
    ['Road line', 'road'],
    ['traffic sign, front', 'traffic sign'],
    ['on rails', 'train'],
    ['llama', 'llama'],
  ])('%j is %j to Cityscapes', (name, known) => expect(cityscapesName(name)).toBe(known));

  it('give train ids, where a road is among them', () => {
    const classes = (names: string[]) => names.map((name) => ({ name }));
    expect(trainIdsOf(classes(['sky', 'Road', 'llama', 'pole']))).toEqual([10, 0, null, 5]);
    expect(trainIdsOf(classes(['sky', 'pole']))).toBeNull();
    expect(trainIdsOf([])).toBeNull();
  });
});

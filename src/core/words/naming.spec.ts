import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { nameList, namesOf, namingVector, nearestNames } from './naming';
import { readWordTables } from './tables';
import { wordFiles } from './testing/word-files';
import { normalise } from './vectors';
import { nearestClass } from './word-distance';

const { dictionary } = await readWordTables(wordFiles());
const unit = (...values: number[]) => {
  const vector = Float32Array.from(values);
  normalise(vector);
  return vector;
};

describe('names', () => {
  it('are the nearest words of the dictionary, best first', () => {
    const guesses = nearestNames(unit(1, 0, 0, 0), namesOf(dictionary), 3);
    expect(guesses.map(({ name }) => name)).toEqual(['dog', 'animal', 'goose']);
    expect(guesses.map(({ similarity }) => similarity)).toEqual([
      1,
      expect.closeTo(3 / Math.hypot(3, 1), 6),
      expect.closeTo(90 / Math.hypot(90, 30), 6),
    ]);
  });

  it('of several senses are given once, with the better similarity', () => {
    const guesses = nearestNames(unit(0, 0, 0, 1), namesOf(dictionary), 99);
    expect(guesses.filter(({ name }) => name === 'mouse')).toEqual([
      { name: 'mouse', similarity: 1 },
    ]);
    expect(guesses).toHaveLength(new Set(namesOf(dictionary).names).size);
  });

  it('do not fit where the best is too far away', () => {
    const list = nameList(['a', 'b'], [unit(1, 0), unit(0, 1)]);
    const vector = unit(3, 4);
    expect(nearestNames(vector, list, 5, 0.79).map(({ name }) => name)).toEqual(['b', 'a']);
    expect(nearestNames(vector, list, 5, 0.81)).toEqual([]);
    expect(nearestNames(unit(-1, -1), list, 1)).toEqual([
      { name: 'a', similarity: expect.closeTo(-Math.SQRT1_2, 6) },
    ]);
    expect(nearestNames(vector, nameList([], []), 5)).toEqual([]);
  });

  it('are those of a list sorted as a whole', () => {
    const guesses = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: -8, max: 8 })),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(guesses, fc.integer({ min: 1, max: 6 }), (pairs, most) => {
        const list = {
          names: pairs.map(([name]) => name),
          vectors: Float32Array.from(pairs, ([, value]) => value / 8),
        };
        const sorted = pairs
          .map(([name, value]) => ({ name, similarity: value / 8 }))
          .sort((a, b) => b.similarity - a.similarity);
        const wanted = sorted.filter(
          ({ name }, i) => sorted.findIndex((other) => other.name === name) === i,
        );
        expect(nearestNames(Float32Array.of(1), list, most)).toEqual(wanted.slice(0, most));
      }),
    );
  });

  it('fit from the least similarity on', () => {
    const list = nameList(['a'], [Float32Array.of(0.5)]);
    expect(nearestNames(Float32Array.of(1), list, 1, 0.5)).toHaveLength(1);
    expect(nearestNames(Float32Array.of(1), list, 1, 0.5001)).toHaveLength(0);
  });

  it('of equal similarity stand in the order of the list', () => {
    const list = nameList(['b', 'a'], [unit(0, 1), unit(1, 0)]);
    expect(nearestNames(unit(1, 1), list, 2).map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('are sought in the direction in which a region differs from the mean', () => {
    const pooled = Float32Array.of(3, 4);
    const vector = namingVector(pooled, Float32Array.of(0.6, 0));
    expect([...(vector ?? [])]).toEqual([0, 1].map((x) => expect.closeTo(x, 6)));
    expect(pooled).toEqual(Float32Array.of(3, 4));
    expect(namingVector(Float32Array.of(0, 0), Float32Array.of(1, 0))).toBeNull();
    expect(namingVector(Float32Array.of(2, 0), Float32Array.of(1, 0))).toBeNull();
    expect(namingVector(Float32Array.of(Number.NaN, 0), Float32Array.of(1, 0))).toBeNull();
  });
});

describe('the nearest class', () => {
  const concepts = [
    { className: 'car', vector: unit(1, 0) },
    { className: 'car', vector: unit(1, 1) },
    { className: 'road', vector: unit(0, 1) },
  ];
  const limits = { near: 0.9, middle: 0.5 };

  it.each([
    [unit(1, 0), 'car', 1, 'near'],
    [unit(1, 0.9), 'car', 0.9986, 'near'],
    [unit(-0.5, 0.8), 'road', 0.848, 'middle'],
    [unit(-0.9, 0.4), 'road', 0.4061, 'far'],
  ])('of %s is %s at %d: %s', (vector, className, similarity, distance) => {
    expect(nearestClass(vector, concepts, limits)).toEqual({
      className,
      similarity: expect.closeTo(similarity, 3),
      distance,
    });
  });

  it('is near and of middle distance from the limit itself on', () => {
    const at = (near: number, middle: number) =>
      nearestClass(unit(1, 0), [{ className: 'car', vector: unit(1, 0) }], { near, middle })
        ?.distance;
    expect([at(1, 0), at(1.1, 1), at(1.2, 1.1)]).toEqual(['near', 'middle', 'far']);
  });

  it('is the first of equal ones', () => {
    const twins = ['truck', 'bus'].map((className) => ({ className, vector: unit(1, 0) }));
    expect(nearestClass(unit(1, 0), twins, limits)?.className).toBe('truck');
  });

  it('is none where no class has a word', () => {
    expect(nearestClass(unit(1, 0), [], limits)).toBeNull();
  });
});

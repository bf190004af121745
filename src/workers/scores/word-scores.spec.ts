/** What words promise of the score (rows V2 to V6 of the methods' checks), through the whole worker. */
import { describe, expect, it } from 'vitest';
import {
  mergedWith,
  withMerged,
  withWord,
  withWordSwitched,
} from '#src/core/words/edit-vocabulary';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { FAKE_VOCABULARY, SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { ensureScores } from './scores';

const METHOD = methodById('vl4ad');
const CAR = { className: 'car' };
const PROMPTS = { prompt: true } as const;

function picture() {
  const { context, entry, runs } = createFakeModels([WORDS_NETWORK, SIMILARITY_GRAPH]);
  const u = async (words: Vocabulary, parameters: Record<string, number> = {}) => {
    const settings = { ...settingsFor(METHOD, { temperature: 0.1, ...parameters }), words };
    const [score] = await ensureScores(context, entry, [settings], {});
    return [...(await context.compute.readScore(score!.map))];
  };
  return { u, runs };
}

/** The largest and the smallest amount by which a map is above another. */
function rises(from: readonly number[], to: readonly number[]) {
  const steps = to.map((value, i) => value - (from[i] as number));
  return { most: Math.max(...steps), least: Math.min(...steps) };
}

describe('V2, the words of a class', () => {
  it('count by their best; with all others off the plain name is left', async () => {
    const { u } = picture();
    const plain = await u(FAKE_VOCABULARY);
    const withTree = withWordSwitched(FAKE_VOCABULARY, CAR, 1, true);
    // In the last stripe the picture is like a tree: a class that has this word is known there.
    expect(rises(plain, await u(withTree)).least).toBeLessThan(-0.2);
    expect(await u(withWordSwitched(withTree, CAR, 1, false))).toEqual(plain);
  });
});

describe('V3, the ensemble', () => {
  it('makes no difference to classes of one word, and one to others', async () => {
    const { u } = picture();
    expect(await u({ ...FAKE_VOCABULARY, ensemble: false })).toEqual(await u(FAKE_VOCABULARY));
    const two = withWordSwitched(FAKE_VOCABULARY, CAR, 1, true);
    expect(await u({ ...two, ensemble: false })).toEqual(await u(FAKE_VOCABULARY));
    expect(await u(two)).not.toEqual(await u({ ...two, ensemble: false }));
  });
});

describe('V4, merging', () => {
  it('never raises u, and takes the doubt from between the merged', async () => {
    const { u } = picture();
    const third = { name: 'tree', concepts: [{ word: 'tree' }] };
    const apart = { ...FAKE_VOCABULARY, classes: [...FAKE_VOCABULARY.classes, third] };
    const merged = withMerged(apart, 'road', 'car');
    expect(mergedWith(merged, 'car')).toEqual(['road', 'car']);
    // Between the stripes of road and car the map is in doubt: u is a border's there.
    const { most, least } = rises(
      await u(apart, { temperature: 0.5 }),
      await u(merged, { temperature: 0.5 }),
    );
    expect(most).toBeLessThanOrEqual(1e-6);
    expect(least).toBeLessThan(-0.1);
  });
});

describe('V5, words that are looked for', () => {
  it('never lower u, raise it where they are seen, and leave it as it was when removed', async () => {
    const { u } = picture();
    for (const calibrated of [false, true]) {
      const without = { ...FAKE_VOCABULARY, calibrated };
      const before = await u(without);
      const added = await u(withWord(without, PROMPTS, { word: 'cow' }));
      const { most, least } = rises(before, added);
      expect(least).toBeGreaterThanOrEqual(-1e-6);
      expect(most).toBeGreaterThan(0.4);
      const whereMost = added.map((value, i) => value - before[i]!).indexOf(most) % 64;
      expect(Math.floor(whereMost / 16)).toBe(2); // the cow's stripe
      expect(await u(without)).toEqual(before);
    }
  });
});

describe('V6, the temperature', () => {
  it('makes all classes alike when large, and the nearest certain when small', async () => {
    const { u } = picture();
    for (const value of await u(FAKE_VOCABULARY, { temperature: 10 }))
      expect(value).toBeCloseTo(-0.5, 1);
    const sharp = await u(FAKE_VOCABULARY, { temperature: 0.005 });
    expect([sharp[4], sharp[20]]).toEqual([-1, -1]);
    expect(settingsFor(METHOD).parameters.temperature).toBeGreaterThan(0.005);
  });
});

it('−log p is the logarithm of the same', async () => {
  const { u } = picture();
  const logs = await u(FAKE_VOCABULARY, { score: 1, temperature: 1 });
  for (const [i, value] of (await u(FAKE_VOCABULARY, { temperature: 1 })).entries())
    expect(logs[i]).toBeCloseTo(-Math.log(-value), 5);
});

it('an edited word runs the graph of cosines for this word, and no network', async () => {
  const { u, runs } = picture();
  await u(FAKE_VOCABULARY);
  expect(runs).toEqual([WORDS_NETWORK, 'similarity 2']);
  const edited = withWord(FAKE_VOCABULARY, PROMPTS, { word: 'horse' });
  await u(edited);
  await u(withMerged(edited, 'road', 'car'));
  await u({ ...edited, calibrated: true, alpha: 0.1 });
  await u(edited, { temperature: 0.2 });
  await u(FAKE_VOCABULARY);
  expect(runs).toEqual([WORDS_NETWORK, 'similarity 2', 'similarity 1']);
});

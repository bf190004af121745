import { describe, expect, it, vi } from 'vitest';
import type { Picture, ScoreMap } from '#src/gpu/compute';
import {
  type CachedScore,
  HeldPicture,
  type InsideScore,
  isUsable,
  type KeptScore,
  scoreKey,
  type TruthOfPicture,
} from './held-picture';
import type { NetworkResult } from './network-result';
import type { DecodedMask } from './prompt-cache';

const SIZE = { width: 4, height: 3 };
const SETTINGS = { methodId: 'entropy', parameters: { temperature: 1 }, blur: false };

/** A map of which only the release can be seen. */
const releasable = () => ({ ...SIZE, release: vi.fn() });
const insideOf = (map: ScoreMap): InsideScore => ({ key: '', map, leftOutPixels: 0, counts: null });
const keptOf = (map: ScoreMap): KeptScore => ({
  key: '',
  map,
  inside: insideOf(map),
  removed: 0,
  judged: null,
});

function pictureOf() {
  const picture = { ...releasable(), rgba: new Uint8ClampedArray(48) } satisfies Picture;
  return { picture, entry: new HeldPicture(picture, { width: 8, height: 6 }) };
}

/** Work on a picture that goes on until `finish` is called. */
function workOn(entry: HeldPicture) {
  let finish: () => void = () => {};
  const lasting = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const done = entry.use(async () => {
    await lasting;
    return 'an answer';
  });
  return { done, finish };
}

describe('a picture in use', () => {
  it('lets go of what is retired at once when nobody uses it, and only once', () => {
    const { entry } = pictureOf();
    const map = releasable();
    entry.retire(map);
    entry.retire(releasable());
    expect(map.release).toHaveBeenCalledOnce();
  });

  it('waits with what is retired until its last user has finished', async () => {
    const { entry } = pictureOf();
    const map = releasable();
    const [first, second] = [workOn(entry), workOn(entry)];
    entry.retire(map);
    first.finish();
    expect(await first.done).toBe('an answer');
    expect(map.release).not.toHaveBeenCalled();
    second.finish();
    await second.done;
    expect(map.release).toHaveBeenCalledOnce();
  });

  it('is free again after work that failed', async () => {
    const { entry } = pictureOf();
    const map = releasable();
    const work = entry.use(async () => {
      entry.retire(map);
      throw new Error('the work failed');
    });
    await expect(work).rejects.toThrow('the work failed');
    expect(map.release).toHaveBeenCalledOnce();
  });

  it('keeps the last score without removed regions of each method', () => {
    const { entry } = pictureOf();
    const [earlier, later, other] = [releasable(), releasable(), releasable()];
    entry.keep('entropy', keptOf(earlier));
    entry.keep('msp', keptOf(other));
    entry.keep('entropy', keptOf(later));
    expect(entry.kept.get('entropy')?.map).toBe(later);
    expect([earlier, later, other].map(({ release }) => release.mock.calls.length)).toEqual([
      1, 0, 0,
    ]);
  });
});

describe('the release of a picture', () => {
  it('gives everything back, each thing once, and remembers nothing', () => {
    const { picture, entry } = pictureOf();
    const [network, truth, score, imported, kept] = [
      releasable(),
      releasable(),
      releasable(),
      releasable(),
      releasable(),
    ];
    entry.networks.set('base', network as unknown as NetworkResult);
    entry.truth = { map: truth } as unknown as TruthOfPicture;
    entry.scores.set('own', { map: score } as unknown as CachedScore);
    entry.scores.set('from a file', { map: imported } as unknown as CachedScore);
    const stored = { ...SIZE, data: new Float32Array(12) };
    entry.imported.set('file', { stored, map: imported, serial: 1 });
    const undrawn = releasable();
    entry.imported.set('undrawn', { stored, map: undrawn, serial: 2 });
    entry.keep('entropy', keptOf(kept));
    entry.prompting.keepMask('box', {} as DecodedMask);
    entry.release();
    for (const { release } of [picture, network, truth, score, imported, undrawn, kept])
      expect(release).toHaveBeenCalledOnce();
    for (const map of [entry.networks, entry.scores, entry.imported, entry.kept])
      expect(map.size).toBe(0);
    expect([entry.truth, entry.prompting.mask('box')]).toEqual([null, null]);
  });

  it('waits for a drawing that is under way', async () => {
    const { picture, entry } = pictureOf();
    const drawing = workOn(entry);
    entry.release();
    expect(picture.release).not.toHaveBeenCalled();
    drawing.finish();
    await drawing.done;
    expect(picture.release).toHaveBeenCalledOnce();
  });
});

describe('names', () => {
  it('tell two loads of a picture apart', () => {
    const [first, second] = [pictureOf().entry, pictureOf().entry];
    expect(second.serial).toBe(first.serial + 1);
    expect([first.size, first.original]).toEqual([SIZE, { width: 8, height: 6 }]);
  });

  it('of scores hold method, parameters in any order, and blur', () => {
    const key = scoreKey({ methodId: 'odin', parameters: { b: 2, a: 1 }, blur: true });
    expect(key).toBe('odin|a=1|b=2|true');
    expect(scoreKey({ methodId: 'odin', parameters: { a: 1, b: 2 }, blur: true })).toBe(key);
    expect(scoreKey(SETTINGS)).toBe('entropy|temperature=1|false');
  });

  it('of a score change with every edit of the prompts, and come back without one', () => {
    const { entry } = pictureOf();
    const plain = entry.keyOf(SETTINGS);
    expect(plain).toBe(scoreKey(SETTINGS));
    entry.prompting.setEdits(plain, []);
    const edited = entry.keyOf(SETTINGS);
    entry.prompting.setEdits(plain, []);
    expect(new Set([plain, edited, entry.keyOf(SETTINGS)]).size).toBe(3);
    expect(edited.startsWith(`${plain}#`)).toBe(true);
    entry.prompting.setEdits(plain, null);
    expect(entry.keyOf(SETTINGS)).toBe(plain);
  });
});

it.each([
  [0, 0, true],
  [-1, 2, true],
  [2, 1, false],
  [Number.NaN, 1, false],
  [0, Number.NaN, false],
  [Number.NEGATIVE_INFINITY, 0, false],
  [0, Number.POSITIVE_INFINITY, false],
])('a range from %d to %d can be of a map that a device computed: %s', (min, max, usable) => {
  expect(isUsable({ min, max })).toBe(usable);
});

it('a network that is another one now leaves nothing, once nobody uses the picture', async () => {
  const { entry } = pictureOf();
  const { done, finish } = workOn(entry);
  const [map, other] = [releasable(), releasable()];
  const network = { run: { modelId: 'own' }, release: vi.fn() } as unknown as NetworkResult;
  entry.networks.set('own', network);
  const scoreOf = (methodId: string, of: ScoreMap) =>
    entry.scores.set(methodId, { map: of, summary: { methodId } } as CachedScore);
  scoreOf('own-msp', map);
  scoreOf('msp', other);
  entry.inside.set('own-msp', insideOf(map));
  entry.forgetNetwork('own', (methodId) => methodId.startsWith('own-'));
  expect([...entry.scores.keys()]).toEqual(['msp']);
  expect([entry.networks.size, entry.inside.size]).toEqual([0, 0]);
  expect(map.release).not.toHaveBeenCalled();
  finish();
  await done;
  expect(map.release).toHaveBeenCalledOnce();
  expect(network.release).toHaveBeenCalledOnce();
  expect(other.release).not.toHaveBeenCalled();
});

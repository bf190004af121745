import { describe, expect, it, vi } from 'vitest';
import type { ScoreMap } from '#src/gpu/compute';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { NetworkResult } from '#src/workers/state/network-result';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { cachedScore, dropOtherRuns, evict, isAtHand, missingOf, touch } from './score-cache';

const of = (id: string, chosen: Record<string, number> = {}) => settingsFor(methodById(id), chosen);
const IMPORTED: MethodSettings = { methodId: 'file:1', parameters: {}, blur: false };
const pictureOf = () => createFakeModels([]).entry;
/** The picture, 64 pixels wide, has twice as much to show. */
const context = { options: { longSide: 32 } } as EngineContext;

/** Puts a score into the picture, with a map of which the release can be seen. */
function keep(entry: HeldPicture, settings: MethodSettings) {
  const map = { ...entry.size, release: vi.fn() };
  const summary = { methodId: settings.methodId, settings };
  entry.scores.set(entry.keyOf(settings), { map, summary } as never);
  return map;
}
/** Makes a map that of a file. */
function importMap(entry: HeldPicture, map: ScoreMap): void {
  const stored = { ...entry.size, data: new Float32Array(0) };
  entry.imported.set('file:1', { stored, map, serial: 1 });
}
const ran = (modelId: string, scalars: Record<string, number> = {}, longSide?: number) =>
  new NetworkResult(
    { modelId, scalars, ...(longSide !== undefined && { longSide }) },
    {},
    {} as never,
    null,
    { list: [], known: 0 },
  );

describe('missing scores', () => {
  it('are those that are not there, each once', () => {
    const entry = pictureOf();
    keep(entry, of('msp'));
    const wanted = [of('entropy'), of('msp'), of('entropy'), IMPORTED];
    expect(missingOf(entry, wanted)).toEqual([of('entropy'), IMPORTED]);
  });

  it('have the first look of two with them', () => {
    const entry = pictureOf();
    const twice = of('entropy', { looks: 2 });
    expect(entry.keyOf(twice)).not.toBe(entry.keyOf(of('entropy')));
    expect(missingOf(entry, [twice])).toEqual([twice, of('entropy')]);
    keep(entry, of('entropy'));
    expect(missingOf(entry, [twice])).toEqual([twice]);
    keep(entry, twice);
    expect(missingOf(entry, [twice])).toEqual([]);
  });

  it('have the source that masks start from with them, unless boxes are known or set', () => {
    const entry = pictureOf();
    const s2m = of('s2m');
    expect(missingOf(entry, [s2m])).toEqual([s2m, of('rpl')]);
    expect(missingOf(entry, [s2m, of('rpl')])).toEqual([s2m, of('rpl')]);
    keep(entry, of('rpl'));
    expect(missingOf(entry, [s2m])).toEqual([s2m]);
    const other = pictureOf();
    other.prompting.candidates.set('rpl', []);
    expect(missingOf(other, [s2m])).toEqual([s2m]);
    const edited = pictureOf();
    edited.prompting.setEdits(edited.keyOf(s2m), []);
    expect(missingOf(edited, [s2m])).toEqual([s2m]);
  });
});

describe('a score that is used', () => {
  it('becomes the last to go', () => {
    const entry = pictureOf();
    for (const id of ['entropy', 'msp', 'energy']) keep(entry, of(id));
    touch(entry, of('entropy'));
    cachedScore(entry, of('msp'));
    const order = [...entry.scores.values()].map(({ summary }) => summary.methodId);
    expect(order).toEqual(['energy', 'entropy', 'msp']);
  });

  it('has to be there', () => {
    const entry = pictureOf();
    expect(cachedScore(entry, of('msp'))).toBeNull();
    expect(() => touch(entry, of('msp'))).toThrow(
      expect.objectContaining({
        code: 'internal',
        message: `The score ${entry.keyOf(of('msp'))} was not computed.`,
      }),
    );
  });
});

describe('a score at hand', () => {
  it('is there, imported, or follows from a network that has run with these inputs', () => {
    const entry = pictureOf();
    expect([of('entropy'), IMPORTED].map((settings) => isAtHand(context, entry, settings))).toEqual(
      [false, false],
    );
    importMap(entry, { ...entry.size, release: () => {} });
    expect(isAtHand(context, entry, IMPORTED)).toBe(true);
    entry.networks.set('rpl', ran('rpl', { gamma: 1 }));
    expect(isAtHand(context, entry, of('rpl'))).toBe(true);
    expect(isAtHand(context, entry, of('rpl', { gamma: 0 }))).toBe(false);
    entry.networks.set('base', ran('base'));
    expect(isAtHand(context, entry, of('entropy'))).toBe(true);
    expect(isAtHand(context, entry, of('mc-dropout'))).toBe(false); // long work of its own
    keep(entry, of('mc-dropout'));
    expect(isAtHand(context, entry, of('mc-dropout'))).toBe(true);
  });
});

describe('a score of two looks at hand', () => {
  it('follows from a run in each of them, in the second at what the picture has', () => {
    const entry = pictureOf();
    const twice = of('rpl', { looks: 2 });
    entry.networks.set('rpl', ran('rpl', { gamma: 1 }));
    expect(isAtHand(context, entry, twice)).toBe(false);
    entry.networks.set('rpl@2', ran('rpl', { gamma: 0 }, 64));
    expect(isAtHand(context, entry, twice)).toBe(false);
    entry.networks.set('rpl@2', ran('rpl', { gamma: 1 }, 64));
    expect(isAtHand(context, entry, twice)).toBe(true);
    expect(isAtHand(context, entry, of('rpl'))).toBe(true);
    entry.networks.delete('rpl');
    expect(isAtHand(context, entry, twice)).toBe(false);
  });

  it('follows from the first run alone where the picture has no more to show', () => {
    const entry = pictureOf();
    entry.networks.set('base', ran('base'));
    const small = { options: { longSide: 64 } } as EngineContext;
    expect(isAtHand(small, entry, of('entropy', { looks: 2 }))).toBe(true);
  });
});

describe('scores that go', () => {
  it('are those of an earlier run of the same network', () => {
    const entry = pictureOf();
    const [earlier, own] = [keep(entry, of('rpl', { gamma: 0 })), keep(entry, of('rpl'))];
    const others = [keep(entry, of('entropy')), keep(entry, of('s2m')), keep(entry, IMPORTED)];
    const earlierTwice = keep(entry, of('rpl', { gamma: 0, looks: 2 }));
    others.push(keep(entry, of('rpl', { looks: 2 })));
    dropOtherRuns(entry, ran('rpl', { gamma: 1 }));
    for (const { release } of [earlier, earlierTwice]) expect(release).toHaveBeenCalledOnce();
    expect(entry.scores.size).toBe(5);
    for (const { release } of [own, ...others]) expect(release).not.toHaveBeenCalled();
  });

  it('are the oldest above fourteen, or above as many as are in use', () => {
    const entry = pictureOf();
    const at = (i: number) => of('entropy', { temperature: i + 1 });
    const maps = Array.from({ length: 16 }, (_, i) => keep(entry, at(i)));
    evict(entry, 16);
    expect(entry.scores.size).toBe(16);
    evict(entry, 15);
    expect(entry.scores.size).toBe(15);
    evict(entry, 1);
    expect(entry.scores.size).toBe(14);
    expect(maps.map(({ release }) => release.mock.calls.length)).toEqual([
      1,
      1,
      ...new Array(14).fill(0),
    ]);
    expect(entry.scores.has(entry.keyOf(at(1)))).toBe(false);
  });

  it('leave the map of a file, which can be asked for again', () => {
    const entry = pictureOf();
    const map = { ...entry.size, release: vi.fn() };
    importMap(entry, map);
    entry.scores.set(entry.keyOf(IMPORTED), { map, summary: {} } as never);
    for (let i = 0; i < 14; i++) keep(entry, of('entropy', { temperature: i + 1 }));
    evict(entry, 1);
    expect(entry.scores.has(entry.keyOf(IMPORTED))).toBe(false);
    expect(map.release).not.toHaveBeenCalled();
  });
});

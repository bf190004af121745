import { zipSync } from 'fflate';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import type { ScoreMap } from '#src/gpu/compute';
import type { EngineContext } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { takeImportedScore } from './imported-score';
import { isOwnMap, ownScoreMap, ownScoreOnGrid } from './own-scores';
import { ensureScores } from './scores';

const ID = 'imported:ours';
const settingsOf = (methodId = ID, parameters = {}) => ({ methodId, parameters, blur: false });
const INVERTED = settingsOf(ID, { inverted: 1 });

let context: EngineContext;
let entry: HeldPicture;

const fileOf = (shape: number[], value = 1) => {
  const length = shape.reduce((product, side) => product * side, 1);
  return encodeNpy(
    Float32Array.from({ length }, (_, i) => value + i / length),
    shape,
  );
};
const takeFile = (bytes: Uint8Array<ArrayBuffer>, { methodId = ID, turn = false } = {}) => {
  const blob = new Blob([bytes]);
  const name = 'score.npy';
  return takeImportedScore(context, { pictureId: 'road', methodId, blob, name, turn });
};
const take = (shape: number[], value = 1, methodId = ID) =>
  takeFile(fileOf(shape, value), { methodId });
const mapOf = (methodId = ID) => {
  const own = entry.imported.get(methodId);
  if (!own || !('map' in own)) throw new Error('The map is missing.');
  return own.map;
};

beforeEach(() => {
  const fake = createFakeModels([]); // a picture of 64 x 32 pixels
  entry = fake.entry;
  const pictures = new PictureStore();
  pictures.add('road', entry);
  context = { ...fake.context, pictures };
});

describe('a map from a file', () => {
  it('is the score of its own id, drawn from the same map', async () => {
    const { scores, notes } = await take([32, 64]);
    expect(notes).toEqual([]);
    expect(scores).toMatchObject([{ methodId: ID, part: null, unit: null, levels: null }]);
    const [score] = await ensureScores(context, entry, [settingsOf()], {});
    expect(score?.map).toBe(mapOf());
    expect(score?.summary).toEqual(scores[0]?.summary);
    expect(isOwnMap(entry, mapOf())).toBe(true);
  });

  it.each([
    [16, 32],
    [33, 64],
    [32, 65],
    [15, 31], // cut by less than a pixel of its own
  ])('of %i rows and %i columns is resized, which is noted', async (height, width) => {
    const { notes } = await take([height, width]);
    expect(notes).toEqual([`score.npy is ${width} x ${height} and was resized to 64 x 32.`]);
    expect(mapOf()).toMatchObject({ width: 64, height: 32 });
  });

  it('of another shape is refused, and the earlier one stays', async () => {
    await take([32, 64]);
    const map = mapOf();
    await expect(take([32, 32])).rejects.toMatchObject({
      code: 'score-size',
      message:
        'It is 32 x 32, the picture 64 x 32: their shapes differ. Save it at the picture’s size, or smaller in the same proportions.',
    });
    expect(mapOf()).toBe(map);
  });

  it('cannot be a method of the page', async () => {
    await expect(take([32, 64], 1, 'entropy')).rejects.toMatchObject({
      code: 'option-invalid',
      message: '"entropy" is a method of the page and cannot be imported.',
    });
  });

  it('takes the place of an earlier one of the same id, with all that was made of it', async () => {
    await take([32, 64]);
    await ensureScores(context, entry, [settingsOf(), INVERTED], {});
    const turned = entry.scores.get(entry.keyOf(INVERTED));
    const other = { ...entry.size, release: vi.fn() };
    const summary = { methodId: `${ID}2`, settings: settingsOf(`${ID}2`) };
    entry.scores.set('other', { map: other, summary } as never);
    if (!turned) throw new Error('The score is missing.');
    const releases = [vi.spyOn(mapOf(), 'release'), vi.spyOn(turned.map, 'release')];
    await take([32, 64], 5);
    for (const release of releases) expect(release).toHaveBeenCalledOnce();
    expect(other.release).not.toHaveBeenCalled();
    expect([...entry.scores.keys()]).toEqual(['other']);
    const [score] = await ensureScores(context, entry, [settingsOf()], {});
    expect(score?.summary.range.min).toBe(5);
  });

  it('leaves no map of the values turned round behind', async () => {
    const made: ReturnType<typeof vi.fn>[] = [];
    const { importScore } = context.compute;
    vi.spyOn(context.compute, 'importScore').mockImplementation((...parameters) => {
      const map = importScore(...parameters);
      made.push(vi.spyOn(map, 'release') as never);
      return map;
    });
    const { scores } = await take([32, 64]);
    expect(scores[0]?.inverted?.range.max).toBe(-1);
    expect(made.map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  });
});

describe('a file of several arrays', () => {
  const archive = (files: Record<string, Uint8Array>) => new Uint8Array(zipSync(files));

  it('is taken but for what is no score, which is named', async () => {
    const { scores, notes } = await takeFile(
      archive({
        'score.npy': fileOf([32, 64]),
        'id.npy': fileOf([]),
        'square.npy': fileOf([9, 9]),
      }),
    );
    expect(scores.map(({ methodId }) => methodId)).toEqual([`${ID}/score`]);
    expect(notes).toEqual([
      'id of score.npy is not taken: its shape is (), not height and width.',
      'square of score.npy is not taken: square is 9 x 9, the picture 64 x 32: their shapes differ. Save it at the picture’s size, or smaller in the same proportions.',
    ]);
  });

  it('of which none is a score is refused with all reasons, and the earlier file stays', async () => {
    await take([32, 64]);
    const map = mapOf();
    const nothing = archive({ 'id.npy': fileOf([]), 'square.npy': fileOf([9, 9]) });
    await expect(takeFile(nothing)).rejects.toMatchObject({
      code: 'score-unreadable',
      message: expect.stringMatching(/^None of its 2 arrays can be used\. id: .*square: /),
    });
    expect(mapOf()).toBe(map);
  });
});

describe('a map that has no range', () => {
  it.each([
    ['a map', [32, 64], [1]],
    ['a map turned round', [32, 64], [1, 1]],
    ['a formula of logits', [3, 8, 16], [1, 1, 1, 1, 1]],
  ])('%s is given back, and the earlier file stays', async (_what, shape, released) => {
    await take([32, 64]);
    const map = mapOf();
    const made: ReturnType<typeof vi.fn>[] = [];
    const watched = (fresh: ScoreMap) => {
      made.push(vi.spyOn(fresh, 'release') as never);
      return fresh;
    };
    const { importScore, scores, range } = context.compute;
    vi.spyOn(context.compute, 'importScore').mockImplementation((...parameters) =>
      watched(importScore(...parameters)),
    );
    vi.spyOn(context.compute, 'scores').mockImplementation(async (...parameters) => {
      const computed = await scores(...parameters);
      computed.scores.forEach(watched);
      return computed;
    });
    let left = released.length === 5 ? 2 : released.length - 1;
    vi.spyOn(context.compute, 'range').mockImplementation(async (given) =>
      left-- > 0 ? range(given) : { min: Number.NaN, max: Number.NaN },
    );
    await expect(take(shape, 5)).rejects.toMatchObject({ code: 'model-self-check' });
    expect(made.map(({ mock }) => mock.calls.length)).toEqual(released);
    expect(mapOf()).toBe(map);
    expect(vi.spyOn(map, 'release')).not.toHaveBeenCalled();
  });
});

describe('beside a picture that its camera turned', () => {
  /** Shown as 64 x 32. */
  function turnedBy(orientation: number): void {
    const { picture, original } = entry;
    entry = new HeldPicture(picture, original, orientation);
    (context.pictures as PictureStore).add('road', entry);
  }
  const corner = (x: number, y: number, width: number, height: number) => {
    const data = new Float32Array(width * height);
    data[y * width + x] = 1;
    return encodeNpy(data, [height, width]);
  };
  const shownValues = async () => [...(await context.compute.readScore(mapOf()))];

  it('a score that only fits turned is turned', async () => {
    turnedBy(6); // stored as 32 x 64, its upper left corner is shown at the upper right
    const { turn, notes } = await takeFile(corner(0, 0, 32, 64));
    expect([turn, notes]).toEqual(['none', []]);
    expect((await shownValues()).indexOf(1)).toBe(63);
  });

  it('one that only fits as it lies stays so', async () => {
    turnedBy(6);
    expect((await takeFile(corner(0, 0, 64, 32))).turn).toBe('none');
    expect((await shownValues()).indexOf(1)).toBe(0);
  });

  it('one that fits both ways is turned when a person says so', async () => {
    turnedBy(3);
    expect((await takeFile(corner(0, 0, 64, 32))).turn).toBe('offered');
    expect((await shownValues()).indexOf(1)).toBe(0);
    expect((await takeFile(corner(0, 0, 64, 32), { turn: true })).turn).toBe('applied');
    expect((await shownValues()).indexOf(1)).toBe(64 * 32 - 1);
  });

  it('all classes of logits are turned', async () => {
    turnedBy(3);
    const [first, second] = [Float32Array.of(5, 0, 0, 0, 0, 0, 0, 0), new Float32Array(8)];
    const logits = encodeNpy(Float32Array.of(...first, ...second), [2, 2, 4]);
    await takeFile(logits, { turn: true });
    const own = entry.imported.get(`${ID}/msp`);
    if (!own || !('logits' in own)) throw new Error('The logits are missing.');
    expect([...own.logits.data]).toEqual([0, 0, 0, 0, 0, 0, 0, 5, ...second]);
  });
});

describe('logits from a file', () => {
  it('keep the map of each formula, and name what they are of', async () => {
    const { scores } = await take([3, 8, 16]);
    expect(scores.map(({ methodId }) => methodId)).toContain(`${ID}/energy`);
    for (const { methodId, summary } of scores) {
      const kept = entry.scores.get(entry.keyOf(settingsOf(methodId)));
      expect(kept?.summary).toEqual(summary);
      expect(kept && isOwnMap(entry, kept.map)).toBe(false);
    }
  });

  it('are sampled on the grid of a label, and the map given back', async () => {
    await take([3, 8, 16]);
    const grid = { width: 10, height: 5 };
    const map = { ...grid, release: vi.fn() };
    const classes = { ...grid, release: vi.fn() };
    vi.spyOn(context.compute, 'scores').mockResolvedValue({ scores: [map], classes });
    const values = new Float32Array(50);
    vi.spyOn(context.compute, 'readScore').mockResolvedValue(values);
    const settings = settingsOf(`${ID}/energy`);
    expect(await ownScoreOnGrid(context, entry, grid, settings)).toBe(values);
    expect([map.release.mock.calls.length, classes.release.mock.calls.length]).toEqual([1, 1]);
    expect(context.compute.scores).toHaveBeenCalledWith(expect.anything(), grid, [
      { kind: 'energy', temperature: 1 },
    ]);
  });
});

it('a score of no file of this picture is not known', async () => {
  const unknown = {
    code: 'method-unknown',
    message: `There is no score "${ID}" for this picture.`,
  };
  await expect(ownScoreMap(context, entry, settingsOf())).rejects.toMatchObject(unknown);
  const onGrid = ownScoreOnGrid(context, entry, entry.size, settingsOf());
  await expect(onGrid).rejects.toMatchObject(unknown);
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
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

const take = (shape: number[], value = 1, methodId = ID) => {
  const length = shape.reduce((product, side) => product * side, 1);
  const data = Float32Array.from({ length }, (_, i) => value + i / length);
  const blob = new Blob([encodeNpy(data, shape)]);
  return takeImportedScore(context, { pictureId: 'road', methodId, blob, name: 'score.npy' });
};
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
      message: 'score.npy is 32 x 32, the picture 64 x 32: their shapes differ.',
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

import { describe, expect, it } from 'vitest';
import { scoreMatcher } from './match-scores';

const fits = (score: string, ...paths: string[]) =>
  scoreMatcher(paths.map((path) => ({ path })))(score).pictures.map(({ path }) => path);
const doubts = (score: string, ...paths: string[]) => {
  const { pictures, doubtful } = scoreMatcher(paths.map((path) => ({ path })))(score);
  expect(pictures).toEqual([]);
  return doubtful.map(({ path }) => path);
};

describe('the picture of a score', () => {
  it.each(['road.npy', 'road-entropy.npy', 'road.entropy.png', 'road_x.h5', 'ours/road score.npy'])(
    '%s is that of its name',
    (score) => {
      expect(fits(score, 'roads.jpg', 'road.jpg', 'other.jpg')).toEqual(['road.jpg']);
    },
  );

  it.each(['roadside.npy', 'a-road.npy'])('%s has none', (score) => {
    expect(fits(score, 'road.jpg')).toEqual([]);
  });

  it('is the one of the longest name', () => {
    expect(fits('road-2-ours.npy', 'road.jpg', 'road-2.jpg')).toEqual(['road-2.jpg']);
  });

  it('of a single picture of its name needs no folder', () => {
    expect(fits('ours/road.npy', 'set/images/seq/road.jpg')).toEqual(['set/images/seq/road.jpg']);
  });
});

describe('folders that are not those of the picture', () => {
  it.each([
    ['ours/seqB/1.npy', 'set/seqA/1.jpg'],
    ['seqB/ours/1.npy', 'set/images/seqA/1.jpg'],
    ['ours/seqB/1.npy', 'seqA/1.jpg'],
    ['set/ours/seqB/1.npy', 'set/seqA/1.jpg'],
    ['ours/seqB/cam0/1.npy', 'seqA/cam0/1.jpg'],
    ['val/1.npy', 'train_images/1.jpg'],
    ['val_scores/1.npy', 'set/train/1.jpg'],
    ['val/ours/1.npy', 'train/1.jpg'],
    ['ours/1-2.npy', '1.jpg'],
    ['road_000019_score.npy', 'road.jpg'],
  ])('%s is hardly of %s', (score, picture) => {
    expect(doubts(score, picture)).toEqual([picture]);
  });

  it.each([
    ['ours/seqB/1.npy', '1.jpg'],
    ['seqB/1.npy', 'set/seqA/1.jpg'],
    ['set/ours/1.npy', 'set/seqA/1.jpg'],
    ['ours/1.npy', 'town/seqA/1.jpg'],
    ['exp7/ours/seqA/1.npy', 'images/seqA/1.jpg'],
    ['out/scores/ours/1.npy', 'set/1.jpg'],
    ['results/ours/AnomalyTrack-all/road.h5', 'set/images/road.jpg'],
    ['ours/munich/munich_0.npy', 'set/val/munich_0.jpg'],
    ['ours/road-768px.npy', 'road.jpg'],
  ])('%s may be of %s', (score, picture) => {
    expect(fits(score, picture)).toEqual([picture]);
  });

  it('may be those of another picture, which no method is called like', () => {
    expect(doubts('seqB/1.npy', 'seqA/1.jpg', 'seqB/2.jpg')).toEqual(['seqA/1.jpg']);
    expect(doubts('seqB/1.npy', '1.jpg', 'seqB/2.jpg')).toEqual(['1.jpg']);
  });

  it('cannot be that of a method that is known', () => {
    const match = scoreMatcher([{ path: 'seqA/1.jpg' }], { isMethodKnown: true });
    expect(match('seqB/1.npy')).toEqual({ pictures: [], doubtful: [{ path: 'seqA/1.jpg' }] });
    for (const path of ['seqA/1.npy', '1.npy', 'v2/seqA/1.npy'])
      expect(match(path)).toEqual({ pictures: [{ path: 'seqA/1.jpg' }], doubtful: [] });
  });
});

describe('of two pictures of one name', () => {
  it.each([
    ['seqA/1.npy', 'seqA/1.jpg', 'seqB/1.jpg'],
    ['ours/seqA/1.npy', 'set/images/seqA/1.jpg', 'set/images/seqB/1.jpg'],
    ['out/seqA/ours/1.npy', 'seqA/1.jpg', 'seqB/1.jpg'],
    ['set/scores/seqA/1.npy', 'set/images/seqA/1.jpg', 'set/images/seqB/1.jpg'],
    ['seqA/1-ours.npy', 'seqA/1.jpg', 'seqB/1.jpg'],
    ['a/seqA/1.npy', 'a/seqA/1.jpg', 'seqA/1.jpg'],
    ['seqA/1.npy', 'seqA/1.jpg', 'a/seqA/1.jpg'],
    ['train/ours/1.npy', 'train_images/1.jpg', 'val_images/1.jpg'],
    ['x/a/b/1.npy', 'a/b/1.jpg', 'b/a/1.jpg'],
  ])('%s belongs to %s, not to %s', (score, right, wrong) => {
    expect(fits(score, right, wrong)).toEqual([right]);
    expect(fits(score, wrong, right)).toEqual([right]);
  });

  it.each([
    ['ours/1.npy', 'seqA/1.jpg', 'seqB/1.jpg'],
    ['1.npy', '1.jpg', 'seqB/1.jpg'],
    ['scores/1.npy', 'images/1.jpg', 'seqB/1.jpg'],
    ['set/ours/1.npy', 'set/images/seqA/1.jpg', 'set/images/seqB/1.jpg'],
    ['seqA/1.npy', 'town/seqA/1.jpg', 'city/seqA/1.jpg'],
    ['1.npy', '1.jpg', '1.png'],
  ])('%s may belong to %s or %s', (score, ...pictures) => {
    expect(fits(score, ...pictures)).toEqual(pictures);
  });

  it('only those are named that the folders leave', () => {
    const [near, far] = [['a/s/1.jpg', 'b/s/1.jpg'], 't/1.jpg'];
    expect(fits('s/1.npy', ...near, far)).toEqual(near);
  });
});

it('finds its picture among fifty thousand of its name', () => {
  const folders = Array.from({ length: 50_000 }, (_, i) => `s${i}/1.jpg`);
  expect(fits('s15000/1.npy', ...folders)).toEqual(['s15000/1.jpg']);
  expect(fits('1.npy', ...folders)).toHaveLength(50_000);
});

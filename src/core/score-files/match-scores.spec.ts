import { describe, expect, it } from 'vitest';
import { scoreMatcher } from './match-scores';

const fits = (score: string, ...paths: string[]) =>
  scoreMatcher(paths.map((path) => ({ path })))(score).map(({ path }) => path);

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

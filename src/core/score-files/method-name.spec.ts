import { describe, expect, it } from 'vitest';
import { scoreMethodName } from './method-name';

describe('the method of a file', () => {
  it.each([
    ['road-entropy.npy', 'entropy'],
    ['road.entropy.png', 'entropy'],
    ['ours/road.npy', 'ours'],
    ['ours/road_score.npy', 'ours'],
    ['scores/ours/road.npy', 'ours'],
    ['ours/scores/road.npy', 'ours'],
    ['ours/road-entropy.npy', 'ours entropy'],
    ['out/anomaly_p/ours/AnomalyTrack-all/road.hdf5', 'ours'],
    ['road.npy', 'own score'],
    ['road-logits.npy', 'logits'],
    ['road_score.png', 'own score'],
    ['road-rpl-score.npy', 'rpl'],
    ['road-grey_score.png', 'grey'],
    ['scores\\road.npy', 'own score'],
    ['labels/road.npy', 'own score'],
    ['set/masks/ours/road.npy', 'ours'],
    ['val_heatmaps/road.npy', 'own score'],
  ])('%s: %s', (path, name) => {
    expect(scoreMethodName(path, 'road.jpg')).toBe(name);
  });

  it.each([
    ['ours/munich/a.npy', 'leftImg8bit/val/munich/a.png', 'ours'],
    ['munich/a.npy', 'munich/a.png', 'own score'],
    ['ours/munich/munich_000000_000019.npy', 'munich_000000_000019.png', 'ours'],
    ['ours/01_Street_4/01_Street_4_000000_000010.npy', '01_Street_4_000000_000010.png', 'ours'],
    ['ours/road/roadside.npy', 'roadside.png', 'road'],
    ['set/ours/a.npy', 'set/images/a.jpg', 'ours'],
  ])('%s beside %s: %s', (path, picture, name) => {
    expect(scoreMethodName(path, picture)).toBe(name);
  });
});

import { describe, expect, it } from 'vitest';
import {
  importedMethodId,
  importedMethodName,
  isOfName,
  partOfSet,
  saysNothing,
  scoreMethodName,
  tellsMethod,
  wordsBeyond,
} from './method-name';

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

describe('a folder or a word', () => {
  it.each([
    ...['anomaly_p', 'anomaly', 'anomaly-map', 'anomaly_maps', 'anomalyScore', 'anomaly_scores'],
    ...['score', 'Scores', 'score-map', 'score_maps', 'out', 'output', 'outputs', 'result'],
    ...['prediction', 'predictions', 'pred', 'preds', 'results', 'heatmap', 'heat-maps'],
    ...['map', 'maps', 'npy', 'npz', 'h5', 'hdf5', 'png', 'image', 'images'],
    ...['AnomalyTrack-all', 'ObstacleTrack-test', 'LostAndFound-testNoKnown'],
  ])('%s says nothing of the method', (part) => {
    expect(saysNothing(part)).toBe(true);
  });

  it.each([
    ...['anomaly-net', 'my-anomaly', 'scorer', 'rescore', 'outlier', 'predator', 'npy2'],
    ...['AnomalyTrack', 'my-LostAndFound-all', 'LostAndFound-a-b', 'score maps'],
  ])('%s may be called like a method', (part) => {
    expect(saysNothing(part)).toBe(false);
  });

  it('is a part of the set by its whole name', () => {
    const parts = ['train', 'Training', 'val', 'validation', 'test', 'testing'];
    expect(parts.filter((part) => !partOfSet(part))).toEqual([]);
    expect(['tests', 'contest', 'valley', 'train2'].filter(partOfSet)).toEqual([]);
  });

  it('begins the name of the picture up to a separator', () => {
    for (const stem of ['munich_0', 'munich-0', 'munich.0', 'munich 0'])
      expect(isOfName('munich', stem)).toBe(true);
    for (const stem of ['munich', 'munich0', 'munichs_0', 'a_munich_0'])
      expect(isOfName('munich', stem)).toBe(false);
  });

  it('stands behind separators, and before what says that it is a score', () => {
    const words = ['road-ours', 'road-_ours_score', 'road.ours-anomaly_scores', 'road-scores_ours'];
    expect(words.map((stem) => wordsBeyond(stem, 'road'))).toEqual([
      ...['ours', 'ours', 'ours', 'scores_ours'],
    ]);
    expect(['road', 'road_anomaly-score', 'road-map'].map((s) => wordsBeyond(s, 'road'))).toEqual([
      ...['', '', ''],
    ]);
    expect(wordsBeyond('road-a-b', 'road')).toBe('a-b');
  });
});

it('a title tells the method unless it is that of a score without a name', () => {
  expect(['own score', 'own score: x'].filter(tellsMethod)).toEqual([]);
  expect(['ours', 'own scores', 'my own score'].filter((title) => !tellsMethod(title))).toEqual([]);
});

it('the id of a method from a file is unlike any other, and gives its name again', () => {
  expect(importedMethodId('a: b')).toBe('imported:a: b');
  expect(importedMethodName(importedMethodId('a: b'))).toBe('a: b');
});

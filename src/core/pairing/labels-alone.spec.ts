import { expect, it } from 'vitest';
import { labelsAlone } from './labels-alone';

const alone = (...names: string[]) =>
  labelsAlone(names.map((name) => ({ path: `labels/${name}` })));
const named = (...names: string[]) =>
  alone(...names).labels.map(({ label, picture }) => [picture, label.path.slice(7)]);

it('every label is one of the picture that it is called after, by name and folder', () => {
  expect(named('seqB/1.png', 'seqA/1.png', 'a_labels_semantic.png', 'notes.txt')).toEqual([
    ['a', 'a_labels_semantic.png'],
    ['seqA/1', 'seqA/1.png'],
    ['seqB/1', 'seqB/1.png'],
  ]);
});

it('of the files that a data set gives for one picture, one counts', () => {
  const stem = 'val/bonn/bonn_0_1_gtFine';
  const files = ['_labelIds.png', '_labelTrainIds.png', '_color.png', '_instanceIds.png'];
  expect(named(...files.map((ending) => stem + ending))).toEqual([
    ['val/bonn/bonn_0_1', `${stem}_labelTrainIds.png`],
  ]);
});

it('two for one picture are a question, and so is a label that is not a PNG', () => {
  expect(alone('a.png', 'a_mask.png', 'b.jpg', 'c.png')).toMatchObject({
    labels: [{ picture: 'c' }],
    ambiguous: [
      { reason: 'not-png', files: [{ path: 'labels/b.jpg' }] },
      {
        reason: 'several-labels',
        files: [{ path: 'labels/a.png' }, { path: 'labels/a_mask.png' }],
      },
    ],
  });
});

it('drawn shapes are of the picture that they name, unless that has a label of pixels', () => {
  const shapes = (...draws: string[]) => ({ path: 'labels/set.json', draws });
  const files = [shapes('val/a.jpg'), shapes('../images/b.jpg'), shapes('c.jpg')];
  const { labels, ambiguous } = labelsAlone([...files, { path: 'labels/c.png' }]);
  expect(labels.map(({ picture, label }) => [picture, label.path])).toEqual([
    ['c', 'labels/c.png'],
    ['val/a', 'labels/set.json'],
    ['b', 'labels/set.json'],
  ]);
  expect(ambiguous).toEqual([]);
  expect(labelsAlone([shapes('a.jpg'), shapes('a.jpg')]).ambiguous).toMatchObject([
    { reason: 'several-labels' },
  ]);
});

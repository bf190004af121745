import { expect, it } from 'vitest';
import { choosePictures } from './choose-pictures';

it('pictures are taken, and what is called like a label or a score is not', () => {
  const names = [
    'day/b.png',
    'a.jpg',
    'a.webp',
    'a_labels.png',
    'day/labels/b.png',
    'a-energy-score.png',
    'a.npy',
    'notes.txt',
    '.hidden.jpg',
  ];
  expect(choosePictures(names)).toEqual({
    pictures: ['a.jpg', 'a.webp', 'day/b.png'],
    leftOut: [
      '.hidden.jpg',
      'a-energy-score.png',
      'a.npy',
      'a_labels.png',
      'day/labels/b.png',
      'notes.txt',
    ],
  });
});

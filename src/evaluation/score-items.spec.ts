import { describe, expect, it, vi } from 'vitest';
import type { EvaluationItem } from '#src/evaluation/types';
import { withScores } from './score-items';

const items = (...names: string[]): EvaluationItem[] =>
  names.map((name) => ({
    stem: name.replace(/\.[^./]*$/, ''),
    image: { name, read: async () => new Blob() },
    label: null,
    hint: null,
    reading: null,
    folder: '',
    turn: false,
  }));
const read = vi.fn(async () => new Blob());
const given = (images: EvaluationItem[], ...files: string[]) =>
  withScores(images, { name: 'set', files, turn: false }, read);
const filesOf = (result: ReturnType<typeof withScores>) =>
  result.items.map(({ scores = [] }) =>
    scores.map(({ methodId, file }) => `${methodId} ${file.name}`),
  );

describe('scores of a set', () => {
  it('are of the method that their folder names', async () => {
    const result = given(items('a.jpg', 'b.jpg'), 'ours/a.npy', 'ours/b.npy', 'base/b_score.png');
    expect(result.methodIds).toEqual(['imported:base', 'imported:ours']);
    expect(filesOf(result)).toEqual([
      ['imported:ours ours/a.npy'],
      ['imported:base base/b_score.png', 'imported:ours ours/b.npy'],
    ]);
    await result.items[0]?.scores?.[0]?.file.read();
    expect(read).toHaveBeenCalledWith('scores', 'ours/a.npy');
  });

  it('right in the folder are of its own name', () => {
    expect(given(items('a.jpg'), 'a.npy').methodIds).toEqual(['imported:set']);
  });

  it('may lie beside the pictures and labels of the set', () => {
    const files = ['images/a.png', 'labels/a.png', 'ours/a.npy', 'ours/notes.txt', 'ours/c.npy'];
    expect(filesOf(given(items('a.png'), ...files))).toEqual([['imported:ours ours/a.npy']]);
  });

  it('of sequences with the same names lie as the images do', () => {
    const images = items('1.jpg', 'x/1.jpg', 'y/1.jpg');
    expect(filesOf(given(images, 'ours/y/1.npy', 'ours/x/1.npy', 'ours/1.npy'))).toEqual([
      ['imported:ours ours/1.npy'],
      ['imported:ours ours/x/1.npy'],
      ['imported:ours ours/y/1.npy'],
    ]);
  });

  it.each([
    [['x/1.jpg', 'y/1.jpg'], ['ours/1.npy'], 'ours/1.npy for x/1.jpg or y/1.jpg'],
    [['1.jpg'], ['ours/1.npy', 'ours/1.h5'], 'ours/1.h5 or ours/1.npy for 1.jpg'],
    [['1.jpg'], ['ours/2.npy'], 'No score below set is called like an image'],
  ])('of %j as %j are refused', (images, files, message) => {
    expect(() => given(items(...images), ...files)).toThrow(message);
    expect(() => given(items(...images), ...files)).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });

  it('that are not given change nothing', () => {
    const images = items('a.jpg');
    expect(withScores(images, null, read)).toEqual({ items: images, methodIds: [] });
  });
});

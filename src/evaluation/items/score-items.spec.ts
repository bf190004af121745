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
const NOTHING = { images: {}, labels: {}, roi: {} };
const folderOf = (name: string, method: string | null, files: string[]) => ({
  name,
  method,
  files,
  among: NOTHING,
  turn: false,
});
const given = (images: EvaluationItem[], ...files: string[]) =>
  withScores(images, [folderOf('set', null, files)], read);
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
    expect(read).toHaveBeenCalledWith('scores/0', 'ours/a.npy');
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
    [['seqA/1.jpg'], ['ours/seqB/1.npy']],
    [['a.jpg'], ['ours/a_2.npy']],
    [['a.jpg', 'seqA/b.jpg'], ['ours/seqA/a.npy']],
    [['train/1.jpg'], ['ours/val_scores/1.npy']],
  ])('of %j are none of %j', (images, files) => {
    expect(() => given(items('z.jpg', ...images), ...files)).toThrow('No score below set');
    const { leftOut, ...result } = given(items('z.jpg', ...images), 'ours/z.npy', ...files);
    expect(filesOf({ ...result, leftOut })).toEqual([
      ['imported:ours ours/z.npy'],
      ...images.map(() => []),
    ]);
    expect(leftOut).toEqual(files);
  });

  it.each([
    [['seqA/1.jpg'], ['ours/seqA/1.npy', 'ours/seqB/1.npy', 'base/1.npy']],
    [['a.jpg'], ['ours/a.npy', 'ours/a_score.npy', 'base/a_night.npy']],
    [['a.jpg'], ['ours/a.npy', 'ours/vis/a.png', 'base/vis/a.png']],
    [
      ['x/1.jpg', 'y/1.jpg'],
      ['ours/x/1.npy', 'ours/1.npy', 'ours/y/1.npy', 'base/x/1.npy'],
    ],
  ])('of %j: what is at the path of an image wins among %j', (images, files) => {
    const [right, wrong, ...others] = files as [string, string, ...string[]];
    const { leftOut, ...result } = given(items(...images), ...files);
    expect(leftOut).toEqual([wrong]);
    expect(filesOf({ ...result, leftOut }).flat()).toHaveLength(1 + others.length);
    expect(filesOf({ ...result, leftOut })[0]).toContain(`imported:ours ${right}`);
  });

  it('with more words in their names count where a method has no others', () => {
    const images = items('a.jpg', 'b.jpg');
    const files = ['ours/a_night.npy', 'ours/b_score.npy', 'base/a_night.npy', 'base/b-night.npy'];
    const result = given(images, ...files);
    expect(filesOf(result)).toEqual([
      ['imported:base base/a_night.npy'],
      ['imported:base base/b-night.npy', 'imported:ours ours/b_score.npy'],
    ]);
    expect(result.leftOut).toEqual(['ours/a_night.npy']);
  });

  it('are never the images and labels themselves', () => {
    const images = items('a.png').map((item) => ({
      ...item,
      label: { name: 'x/a.png', read: item.image.read },
    }));
    const files = [
      'ours/a.png',
      'pics/a.png',
      'pics/a_score.png',
      'regions/a.png',
      'truth/x/a.png',
    ];
    const among = {
      images: { 'pics/a.png': 'a.png', 'pics/a_score.png': 'a_score.png' },
      labels: { 'truth/x/a.png': 'x/a.png' },
      roi: { 'regions/a.png': 'a.png' },
    };
    const result = withScores(images, [{ ...folderOf('set', null, files), among }], read);
    expect(filesOf(result)).toEqual([
      ['imported:ours ours/a.png', 'imported:pics pics/a_score.png'],
    ]);
    expect(result.leftOut).toEqual([]);
  });

  it.each(['a.mat', 'a.pt', 'a.pkl', 'a.tiff'])(
    'as %s are taken, to be refused with how to save them, unless there is one that is read',
    (name) => {
      const files = [`ours/${name}`, 'base/a.npy'];
      expect(filesOf(given(items('a.jpg'), ...files))).toEqual([
        ['imported:base base/a.npy', `imported:ours ours/${name}`],
      ]);
      const { leftOut, ...result } = given(items('a.jpg'), `base/${name}`, ...files);
      expect(leftOut).toEqual([`base/${name}`]);
      expect(filesOf({ ...result, leftOut })[0]).toHaveLength(2);
      expect(filesOf(given(items('a.jpg'), `ours/${name}`, 'ours/vis/a.png'))).toEqual([
        [`imported:ours ours/${name}`],
      ]);
    },
  );

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
    expect(withScores(images, [], read)).toEqual({
      items: images,
      methodIds: [],
      leftOut: [],
    });
  });
});

describe('a folder with the name of its method', () => {
  it('holds its scores alone, whatever the folders below it are called', async () => {
    const images = items('a.jpg', 'x/1.jpg', 'y/1.jpg');
    const result = withScores(
      images,
      [
        folderOf('run 7', 'ours', ['x/1_score.npy', 'images/a.npy', 'y/1.npy']),
        folderOf('base', 'base', ['maps/y/1.npy', 'maps/x/1.npy', 'maps/a.npy']),
      ],
      read,
    );
    expect(result.methodIds).toEqual(['ours', 'base']);
    expect(filesOf(result)).toEqual([
      ['ours images/a.npy', 'base maps/a.npy'],
      ['ours x/1_score.npy', 'base maps/x/1.npy'],
      ['ours y/1.npy', 'base maps/y/1.npy'],
    ]);
    await result.items[0]?.scores?.[1]?.file.read();
    expect(read).toHaveBeenCalledWith('scores/1', 'maps/a.npy');
  });

  it('that are left out are told with their folder where there are several', () => {
    const folders = [folderOf('A', 'ours', ['a.npy', 'b.npy']), folderOf('B', 'base', ['a.npy'])];
    expect(withScores(items('a.jpg'), folders, read).leftOut).toEqual(['A/b.npy']);
  });

  it('is refused where none of its files is called like an image, though others are', () => {
    const folders = [folderOf('A', 'ours', ['a.npy']), folderOf('B', 'base', ['b.npy'])];
    expect(() => withScores(items('a.jpg'), folders, read)).toThrow(
      'No score below B is called like an image. Names are IMAGE.npy.',
    );
  });
});

import { beforeEach, expect, it } from 'vitest';
import { png } from '#src/core/testing/picture-bytes';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import { openable } from './openable';
import type { FileAtPath } from './read-files';

const at = (path: string, content: BlobPart = 'text', type = ''): FileAtPath => ({
  path,
  file: new File([content], path.replace(/^.*\//, ''), { type }),
});
const open = async (...files: FileAtPath[]) => (await openable(files)).map(({ path }) => path);
const said = () => getState().notices.list.map(({ kind, text }) => [kind, text]);

beforeEach(() => useStore.setState(initialState(), true));

it('loose files that are none of what is read are named once, and are no pictures', async () => {
  expect(await open(at('foo.txt'), at('a.png'), at('b.csv'), at('c'), at('d.zip'))).toEqual([
    'a.png',
  ]);
  expect(said()).toEqual([
    ['warning', 'Not pictures, labels or scores: foo.txt, b.csv, c and 1 more.'],
  ]);
});

it('a loose file is a picture by its first bytes, whatever it is called', async () => {
  const bytes = png(4, 3) as Uint8Array<ArrayBuffer>;
  expect(await open(at('picture', bytes), at('bmw.txt', 'BM is an abbreviation.'))).toEqual([
    'picture',
  ]);
  expect(said()).toEqual([['warning', 'Not pictures, labels or scores: bmw.txt.']]);
});

it('what is called a picture may fail as one', async () => {
  const files = ['a.jpg', 'b.heic', 'c.svg', 'd.npy', 'e.TIFF'].map((name) => at(name));
  expect(await open(...files, at('pasted', 'text', 'image/x-other'))).toEqual([
    ...files.map(({ path }) => path),
    'pasted',
  ]);
  expect(said()).toEqual([]);
});

it('a file that cannot be read stays in, and says why as a picture', async () => {
  const gone = at('gone');
  gone.file.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as Blob;
  expect(await open(gone)).toEqual(['gone']);
});

it('names of values are used beside labels, and nothing alone', async () => {
  expect(await open(at('labelmap.txt'), at('a.png'))).toEqual(['a.png']);
  expect(said()).toEqual([]);
  expect(await open(at('labelmap.txt'))).toEqual([]);
  expect(said()).toEqual([['warning', 'Not pictures, labels or scores: labelmap.txt.']]);
});

it('of a folder only pictures and scores are taken, and nothing is said of the rest', async () => {
  const files = ['set/a.png', 'set/.b.png', 'set/readme.txt', 'set/x/c.heic', 'set/plot.svg'];
  expect(await open(...files.map((path) => at(path)))).toEqual(['set/a.png', 'set/x/c.heic']);
  expect(said()).toEqual([]);
  expect(await open(at('set/readme.txt'))).toEqual([]);
  expect(said()).toEqual([['warning', 'The folder set holds no pictures and no scores.']]);
});

it('shapes are labels wherever they lie', async () => {
  const shapes = { ...at('a.json'), draws: ['a.jpg'] };
  expect(await openable([shapes])).toEqual([shapes]);
});

import { beforeEach, expect, it } from 'vitest';
import { openPictures } from '#src/session/testing/pictures-page';
import { picturePaths, pictureSources } from '#src/store/files';
import { getState, patchPicture, patchSet } from '#src/store/store';
import { filesOfSet } from './files-of-set';

const names = (...ids: string[]) => filesOfSet(getState(), ids).map(({ name }) => name);

beforeEach(() => {
  openPictures(['a', 'b', 'c']);
  picturePaths.clear();
});

it('pictures have their path in what was opened, else their name', () => {
  picturePaths.set('b', 'day/b.png');
  expect(names('a', 'b')).toEqual(['a.png', 'day/b.png']);
});

it('pictures that are called alike are told apart', () => {
  for (const id of ['a', 'b', 'c']) patchPicture(id, { name: 'pasted' });
  expect(names('a', 'b', 'c')).toEqual(['pasted', 'pasted (2)', 'pasted (3)']);
  for (const id of ['a', 'b']) patchPicture(id, { name: 'x.y.png' });
  expect(names('a', 'b')).toEqual(['x.y.png', 'x.y (2).png']);
});

it('what has been removed is no part of it, and cannot be read afterwards', async () => {
  expect(names('a', 'gone')).toEqual(['a.png']);
  const [file] = filesOfSet(getState(), ['a']);
  pictureSources.delete('a');
  await expect(file?.read()).rejects.toMatchObject({ code: 'picture-unreadable' });
});

it('tags go with their pictures', () => {
  patchSet({ tags: { b: ['night', 'rain'] } });
  expect(filesOfSet(getState(), ['a', 'b']).map(({ tags }) => tags)).toEqual([
    [],
    ['night', 'rain'],
  ]);
});

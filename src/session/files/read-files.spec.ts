import { expect, it, vi } from 'vitest';
import { atPaths, readDrop } from './read-files';

const fileOf = (name: string) => new File([name], name);

const fileEntry = (path: string) => ({
  isFile: true,
  isDirectory: false,
  fullPath: path,
  file: (resolve: (file: File) => void) => resolve(fileOf(path.slice(path.lastIndexOf('/') + 1))),
});

/** A folder whose reader gives so many entries in each call, and none in the last. */
const folderEntry = (path: string, ...batches: object[][]) => ({
  isFile: false,
  isDirectory: true,
  fullPath: path,
  createReader: () => {
    const left = [...batches];
    return { readEntries: (resolve: (entries: object[]) => void) => resolve(left.shift() ?? []) };
  },
});

const dropOf = (entries: (object | null)[], files: File[] = []) =>
  ({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files,
  }) as unknown as DataTransfer;

const pathsOf = async (data: DataTransfer) => (await readDrop(data)).map(({ path }) => path);

it('a drop gives the files of all folders, batch by batch, with paths from the folder on', async () => {
  const labels = folderEntry('/set/labels', [fileEntry('/set/labels/a.png')]);
  const set = folderEntry('/set', [fileEntry('/set/a.jpg'), labels], [fileEntry('/set/b.jpg')]);
  const dropped = dropOf([set, fileEntry('/c.png')]);
  expect(await pathsOf(dropped)).toEqual(['set/a.jpg', 'set/labels/a.png', 'set/b.jpg', 'c.png']);
  expect((await readDrop(dropped))[1]?.file.name).toBe('a.png');
});

it('only the first slash of a path goes', async () => {
  expect(await pathsOf(dropOf([fileEntry('/a//b.png')]))).toEqual(['a//b.png']);
});

it('what is neither a file nor a folder is passed over', async () => {
  const other = { isFile: false, isDirectory: false, fullPath: '/x' };
  expect(await pathsOf(dropOf([other, null, fileEntry('/a.png')]))).toEqual(['a.png']);
});

it('files without entries, as text that is dropped or pasted has none, are taken by name', async () => {
  expect(await pathsOf(dropOf([null], [fileOf('a.png')]))).toEqual(['a.png']);
  expect(await pathsOf(dropOf([], [fileOf('b.png')]))).toEqual(['b.png']);
});

it('the entries are taken before anything is awaited', () => {
  const take = vi.fn(() => null);
  void readDrop({ items: [{ webkitGetAsEntry: take }], files: [] } as unknown as DataTransfer);
  expect(take).toHaveBeenCalledOnce();
});

it('what cannot be read fails', async () => {
  const gone = {
    ...fileEntry('/a.png'),
    file: (_: unknown, reject: (error: Error) => void) => reject(new Error('gone')),
  };
  await expect(readDrop(dropOf([gone]))).rejects.toThrow('gone');
  const shut = {
    ...folderEntry('/set'),
    createReader: () => ({
      readEntries: (_: unknown, reject: (error: Error) => void) => reject(new Error('shut')),
    }),
  };
  await expect(readDrop(dropOf([shut]))).rejects.toThrow('shut');
});

it('a picked folder gives paths, loose files their names', () => {
  const picked = Object.assign(fileOf('a.png'), { webkitRelativePath: 'set/a.png' });
  const loose = Object.assign(fileOf('b.png'), { webkitRelativePath: '' });
  expect(atPaths([picked, loose])).toEqual([
    { file: picked, path: 'set/a.png' },
    { file: loose, path: 'b.png' },
  ]);
});

import { expect, it } from 'vitest';
import { OPERATIONS } from './gpu-kernels';

const files = Object.keys(import.meta.glob('./ops/*/*', { query: '?url' }));
const folders = [...new Set(files.map((file) => file.split('/')[2] as string))];
const has = (folder: string, file: string) => files.includes(`./ops/${folder}/${file}`);

it('every operation with a kernel is registered under the name of its folder', () => {
  const names = folders
    .filter((folder) => has(folder, 'gpu.ts'))
    .map((folder) => folder.replace(/-./g, ([, letter]) => (letter as string).toUpperCase()));
  expect(names.sort()).toEqual(Object.keys(OPERATIONS).sort());
});

it('every operation has a twin; only the statistics of regions, sums in float64, have no kernel', () => {
  expect(folders.filter((folder) => !has(folder, 'cpu.ts'))).toEqual([]);
  expect(folders.filter((folder) => !has(folder, 'gpu.ts'))).toEqual(['region-stats']);
});

import { expect, it } from 'vitest';
import { OPERATIONS } from './gpu-kernels';
import { simdOperations, TWINS } from './simd/operations';
import { testSimd } from './testing/simd';

const files = Object.keys(import.meta.glob('./ops/*/*', { query: '?url' }));
const folders = [...new Set(files.map((file) => file.split('/')[2] as string))];
const has = (folder: string, file: string) => files.includes(`./ops/${folder}/${file}`);

const namesWith = (file: string) =>
  folders
    .filter((folder) => has(folder, file))
    .map((folder) => folder.replace(/-./g, ([, letter]) => (letter as string).toUpperCase()))
    .sort();

it('every operation with a kernel is registered under the name of its folder', () => {
  expect(Object.keys(OPERATIONS).sort()).toEqual(namesWith('gpu.ts'));
});

it('every operation in SIMD takes the place of its twin', () => {
  const simd = simdOperations(testSimd());
  expect(Object.keys(TWINS).sort()).toEqual(namesWith('simd.ts'));
  expect(Object.keys(simd).sort()).toEqual(namesWith('simd.ts'));
  for (const name of Object.keys(TWINS) as (keyof typeof TWINS)[])
    expect(simd[name]).not.toBe(TWINS[name]);
});

it('every operation has a twin; only the statistics of regions, sums in float64, have no kernel', () => {
  expect(folders.filter((folder) => !has(folder, 'cpu.ts'))).toEqual([]);
  expect(folders.filter((folder) => !has(folder, 'gpu.ts'))).toEqual(['region-stats']);
});

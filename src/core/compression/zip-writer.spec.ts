import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { ZipWriter } from './zip-writer';

const text = (value: string) => new TextEncoder().encode(value);
const opened = async (blob: Blob) => unzipSync(new Uint8Array(await blob.arrayBuffer()));

it('an archive gives back what was added, by its path', async () => {
  const zip = new ZipWriter();
  zip.add('a/ä b.csv', text('one'));
  zip.add('mask.png', text('two'));
  const blob = zip.finish();
  expect(blob.type).toBe('application/zip');
  expect(await opened(blob)).toEqual({ 'a/ä b.csv': text('one'), 'mask.png': text('two') });
});

it('tables are packed, pictures are not', async () => {
  const same = new Uint8Array(100_000);
  const sizeOf = (name: string) => {
    const zip = new ZipWriter();
    zip.add(name, same);
    return zip.finish().size;
  };
  expect(sizeOf('regions.csv')).toBeLessThan(1000);
  expect(sizeOf('mask.PNG')).toBeGreaterThan(100_000);
});

it('a second file of a name is refused', () => {
  const zip = new ZipWriter();
  zip.add('a.csv', text('one'));
  expect(() => zip.add('a.csv', text('two'))).toThrow('a.csv already');
});

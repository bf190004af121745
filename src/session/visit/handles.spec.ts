import { describe, expect, it } from 'vitest';
import { areReadable, filesOfHandles, readable } from './handles';
import { fakeHandle } from './testing/fake-handle';

describe('handles', () => {
  const folder = (name: string, inner: FileSystemHandle[]) =>
    ({
      kind: 'directory',
      name,
      async *[Symbol.asyncIterator]() {
        for (const one of inner) yield [one.name, one];
      },
    }) as unknown as FileSystemHandle;

  it('give all files of their folders, with paths', async () => {
    const files = await filesOfHandles([
      folder('ride', [fakeHandle('a.png'), folder('night', [fakeHandle('b.png')])]),
      fakeHandle('c.png'),
    ]);
    expect(files.map(({ path }) => path)).toEqual(['ride/a.png', 'ride/night/b.png', 'c.png']);
  });

  it('are readable where all are, and there are some', async () => {
    expect(await areReadable([])).toBe(false);
    expect(await areReadable([fakeHandle('a')])).toBe(true);
    expect(await areReadable([fakeHandle('a'), fakeHandle('b', 'prompt')])).toBe(false);
    expect(await areReadable([{} as FileSystemHandle])).toBe(false);
  });

  it('are those that a person allows', async () => {
    const [yes, no] = [fakeHandle('a', 'prompt', 'granted'), fakeHandle('b', 'prompt', 'denied')];
    expect(await readable([yes, no])).toEqual([yes]);
  });
});

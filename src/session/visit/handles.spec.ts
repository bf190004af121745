import { describe, expect, it } from 'vitest';
import { areReadable, filesOfHandles, readable } from './handles';

/** A handle as Chrome gives it. */
function handle(name: string, state: PermissionState = 'granted', answer: PermissionState = state) {
  return {
    kind: 'file',
    name,
    getFile: async () => new File([name], name),
    queryPermission: async () => state,
    requestPermission: async () => answer,
  } as unknown as FileSystemHandle;
}

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
      folder('ride', [handle('a.png'), folder('night', [handle('b.png')])]),
      handle('c.png'),
    ]);
    expect(files.map(({ path }) => path)).toEqual(['ride/a.png', 'ride/night/b.png', 'c.png']);
  });

  it('are readable where all are, and there are some', async () => {
    expect(await areReadable([])).toBe(false);
    expect(await areReadable([handle('a')])).toBe(true);
    expect(await areReadable([handle('a'), handle('b', 'prompt')])).toBe(false);
    expect(await areReadable([{} as FileSystemHandle])).toBe(false);
  });

  it('are those that a person allows', async () => {
    const [yes, no] = [handle('a', 'prompt', 'granted'), handle('b', 'prompt', 'denied')];
    expect(await readable([yes, no])).toEqual([yes]);
  });
});

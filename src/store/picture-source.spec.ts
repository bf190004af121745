import { describe, expect, it, vi } from 'vitest';
import { fileSource } from './picture-source';

describe('the identity of a file', () => {
  it('is the SHA-256 of its bytes, whatever it is called', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    await expect(fileSource(new Blob(['abc']), 'a.png').identity).resolves.toBe(abc);
    await expect(fileSource(new Blob(['a', 'bc']), 'b.png').identity).resolves.toBe(abc);
  });

  it('differs for files of the same name and size', async () => {
    const [first, second] = ['abc', 'abd'].map((text) => fileSource(new Blob([text]), 'a.png'));
    expect(await first?.identity).not.toBe(await second?.identity);
  });

  it('is read when it is first asked for, and once', async () => {
    const blob = new Blob(['abc']);
    const read = vi.spyOn(blob, 'arrayBuffer');
    const source = fileSource(blob, 'a.png');
    await source.open();
    expect(read).not.toHaveBeenCalled();
    expect(source.identity).toBe(source.identity);
    await source.identity;
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('of a file that has gone says so, and is read again when it is back', async () => {
    const blob = new Blob(['abc']);
    const gone = new DOMException('gone', 'NotFoundError');
    const read = vi.spyOn(blob, 'arrayBuffer').mockRejectedValueOnce(gone);
    const source = fileSource(blob, 'a.png');
    await expect(source.identity).rejects.toMatchObject({
      code: 'picture-unreadable',
      retryable: true,
      cause: gone,
    });
    await expect(source.identity).resolves.toMatch(/^ba7816bf/);
    expect(read).toHaveBeenCalledTimes(2);
  });
});

it('a file is opened as it was given', async () => {
  const blob = new Blob(['abc']);
  expect(await fileSource(blob, 'a.png').open()).toEqual({ blob, name: 'a.png' });
});

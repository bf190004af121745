import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { SequenceFile } from '#src/store/files';
import { sequenceIdentity, videoIdentity } from './identity';

const MEGABYTE = 1 << 20;
const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

describe('what tells a video again', () => {
  it('is name, size, and the digest of its first and its last megabyte', async () => {
    const bytes = Uint8Array.from({ length: 3 * MEGABYTE + 7 }, (_, i) => (i * 31) % 251);
    const identity = await videoIdentity(new Blob([bytes]), 'ride.mp4');
    const ends = sha256(bytes.subarray(0, MEGABYTE), bytes.subarray(bytes.length - MEGABYTE));
    expect(identity).toBe(`ride.mp4 ${bytes.length} ${ends}`);
  });

  it('of a short one is all of it, twice', async () => {
    const identity = await videoIdentity(new Blob(['ride']), 'ride.mp4');
    expect(identity).toBe(`ride.mp4 4 ${sha256('ride', 'ride')}`);
  });

  it('cannot be read from a file that is gone: a person may try again', async () => {
    const cause = new DOMException('gone', 'NotReadableError');
    vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValueOnce(cause);
    const failure = await videoIdentity(new Blob(['ride']), 'ride.mp4').catch((error) => error);
    expect(failure).toMatchObject({ code: 'drive-unreadable', retryable: true, cause });
    expect(failure.message).toMatch(/moved or deleted/);
  });
});

describe('what tells a sequence again', () => {
  const file = (name: string, content: string): SequenceFile => ({
    name,
    number: null,
    open: async () => new Blob([content]),
  });

  it('is how many pictures it has, all their names, and the first and the last one', async () => {
    const files = [file('a', '1'), file('b', '2'), file('c', '3')];
    expect(await sequenceIdentity(files)).toBe(`3 ${sha256('a/b/c', '1', '3')}`);
  });

  it('differs by any name', async () => {
    const of = (name: string) =>
      sequenceIdentity([file('a', '1'), file(name, '2'), file('c', '3')]);
    expect(await of('b')).not.toBe(await of('bb'));
  });
});

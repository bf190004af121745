import { describe, expect, it, vi } from 'vitest';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { PictureStore } from './picture-store';

/** Six pictures, `p0` to `p5`, of which only the release can be seen. */
function sixPictures() {
  const store = new PictureStore();
  const releases = Array.from({ length: 6 }, () => vi.fn());
  const add = (index: number) =>
    store.add(`p${index}`, { release: releases[index] } as unknown as HeldPicture);
  const held = () => releases.flatMap((_, index) => (store.peek(`p${index}`) ? [index] : []));
  return { store, releases, add, held };
}

describe('PictureStore', () => {
  it('holds five pictures and releases the one that was used longest ago', () => {
    const { releases, add, held } = sixPictures();
    for (const index of [0, 1, 2, 3, 4]) add(index);
    expect(held()).toEqual([0, 1, 2, 3, 4]);
    add(5);
    expect(held()).toEqual([1, 2, 3, 4, 5]);
    expect(releases.map((release) => release.mock.calls.length)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it('counts a look-up as a use, a glance not', () => {
    const { store, add, held } = sixPictures();
    for (const index of [0, 1, 2, 3, 4]) add(index);
    store.get('p0');
    store.peek('p1');
    add(5);
    expect(held()).toEqual([0, 2, 3, 4, 5]);
  });

  it('never drops the picture that is shown', () => {
    const { store, add, held } = sixPictures();
    for (const index of [0, 1, 2, 3, 4]) add(index);
    store.shownId = 'p0';
    add(5);
    expect(held()).toEqual([0, 2, 3, 4, 5]);
  });

  it('releases what a new picture of the same id replaces', () => {
    const { store, releases, add } = sixPictures();
    add(0);
    store.add('p0', { release: releases[1] } as unknown as HeldPicture);
    expect(releases[0]).toHaveBeenCalledOnce();
    expect(releases[1]).not.toHaveBeenCalled();
  });

  it('asks the page for a picture that it does not hold', () => {
    const { store, add } = sixPictures();
    add(0);
    store.remove('p0');
    expect(() => store.get('p0')).toThrow(
      expect.objectContaining({
        code: 'picture-unknown',
        message: 'The picture is not loaded any more.',
        retryable: true,
      }),
    );
  });
});

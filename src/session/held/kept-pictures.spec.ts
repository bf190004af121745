import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { isHeld } from '#src/session/held/record';
import { dropPictures, holdPicture } from '#src/session/held-pictures';
import { asked, openPictures, unknown } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { patchPictures, patchView } from '#src/store/store';

let engine: FakeEngine;

beforeEach(() => {
  engine = openPictures(['a', 'b', 'c']);
});

describe('the pictures that are kept', () => {
  const keeping = async (keptPictures: number) => {
    engine = openPictures(['a', 'b', 'c', 'd']);
    const info = { ...(await engine.info), keptPictures };
    Object.assign(engine, { info: Promise.resolve(info) });
  };

  it('are as many as the worker says, those used last', async () => {
    await keeping(2);
    patchPictures({ selectedId: null });
    for (const id of ['a', 'b', 'a', 'c']) await holdPicture(id);
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'b' }]);
    expect(['a', 'b', 'c'].map(isHeld)).toEqual([true, false, true]);
    await keeping(3);
    patchPictures({ selectedId: null });
    for (const id of ['a', 'b', 'c']) await holdPicture(id);
    expect(asked(engine, 'releasePicture')).toEqual([]);
    await holdPicture('d');
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'a' }]);
  });

  it('always are the selected one, the shown one and the newest', async () => {
    await keeping(1);
    patchPictures({ selectedId: 'a' });
    patchView({ shownId: 'b' });
    for (const id of ['a', 'b', 'c']) await holdPicture(id);
    expect(asked(engine, 'releasePicture')).toEqual([]);
    await holdPicture('d');
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'c' }]);
  });

  it('go without a word where the worker has none', async () => {
    engine = openPictures(['a'], {
      releasePicture: () => {
        throw unknown('picture-unknown');
      },
    });
    dropPictures(['a', 'b']);
    await settle();
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'a' }, { pictureId: 'b' }]);
  });
});

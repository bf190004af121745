import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { isHeld } from '#src/session/held/record';
import { ask, dropPictures, holdPicture } from '#src/session/held-pictures';
import { asked, frameSource, namesOf, openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { pictureSources } from '#src/store/files';
import { blobOf } from '#src/store/picture-source';
import { getState, patchPicture, patchPictures } from '#src/store/store';

const ANSWER = { code: 'picture-unknown' };
let engine: FakeEngine;
const analyse = (pictureId = 'a') => ask('analyze', { pictureId, settings: [] });

beforeEach(() => {
  engine = openPictures(['a', 'b', 'c']);
});

describe('a question about a picture', () => {
  it('sends it first when the worker lacks it, and not again', async () => {
    await analyse();
    await analyse();
    expect(namesOf(engine)).toEqual(['loadPicture', 'analyze', 'analyze']);
    const { pictureId, source } = asked(engine, 'loadPicture')[0]!;
    expect([pictureId, source.name, await blobOf(source).text()]).toEqual([
      'a',
      'drive 0 s',
      'drive 0 1',
    ]);
  });

  it('leaves what the worker read of it in the list', async () => {
    await analyse();
    expect(getState().pictures.byId.a).toMatchObject({
      state: 'loaded',
      identity: 'drive#0',
      error: null,
      info: { width: 64, height: 36, original: { width: 64, height: 36 }, format: 'JPEG' },
      thumbnailUrl: expect.stringMatching(/^blob:/),
    });
  });

  it('keeps the thumbnail that the list has', async () => {
    patchPicture('a', { thumbnailUrl: 'blob:earlier' });
    await analyse();
    expect(getState().pictures.byId.a?.thumbnailUrl).toBe('blob:earlier');
  });

  it('says that the picture is being opened, and takes an earlier error back', async () => {
    let goOn = () => {};
    const source = frameSource('drive', 0);
    const opening = new Promise<void>((resolve) => (goOn = resolve)).then(source.open);
    pictureSources.set('a', { ...source, open: () => opening });
    patchPicture('a', { error: { code: 'internal', message: '', retryable: false } });
    const held = holdPicture('a');
    await settle();
    expect(getState().pictures.byId.a).toMatchObject({ state: 'loading', error: null });
    goOn();
    await held;
  });

  it('waits for a picture that is on its way, also with others', async () => {
    await Promise.all([analyse(), analyse(), holdPicture('a')]);
    expect(asked(engine, 'loadPicture')).toHaveLength(1);
    expect(asked(engine, 'analyze')).toHaveLength(2);
  });

  it('opens the source anew each time the picture is sent', async () => {
    const source = frameSource('drive', 7);
    pictureSources.set('a', source);
    await analyse();
    dropPictures(['a']);
    await analyse();
    expect(source.opened).toBe(2);
    expect(getState().pictures.byId.a?.identity).toBe('drive#7');
  });

  it('is refused when the picture is no longer open', async () => {
    patchPictures({ order: [], byId: {} });
    await expect(analyse()).rejects.toMatchObject(ANSWER);
    pictureSources.delete('b');
    await expect(analyse('b')).rejects.toMatchObject(ANSWER);
    expect(engine.calls).toEqual([]);
  });

  it('lets a picture go that was removed while it was decoded', async () => {
    engine = openPictures(['a', 'b'], {
      loadPicture: async ({ pictureId }) => {
        patchPictures({ order: ['b'], byId: {} });
        return {
          pictureId,
          width: 1,
          height: 1,
          original: { width: 1, height: 1 },
          format: 'PNG',
          notices: [],
          thumbnail: new Blob([]),
        };
      },
    });
    await holdPicture('a');
    expect(namesOf(engine)).toEqual(['loadPicture', 'releasePicture']);
    expect(isHeld('a')).toBe(false);
  });

  it('that needs no picture sends none', async () => {
    await ask('prepareModel', { modelId: 'base' });
    expect(namesOf(engine)).toEqual(['prepareModel']);
  });
});

describe('a question that was given up', () => {
  it('before it began sends nothing', async () => {
    const signal = AbortSignal.abort();
    const answer = ask('analyze', { pictureId: 'a', settings: [] }, { signal });
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(engine.calls).toEqual([]);
  });

  it('while the picture was sent asks nothing', async () => {
    const controller = new AbortController();
    const answer = ask('analyze', { pictureId: 'a', settings: [] }, controller);
    pictureSources.set('a', {
      ...frameSource('drive', 1),
      open: async () => {
        controller.abort();
        return { blob: new Blob([]), name: '' };
      },
    });
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(namesOf(engine)).toEqual(['loadPicture']);
  });

  it('is told to the worker', async () => {
    const controller = new AbortController();
    engine = openPictures(['a']);
    await holdPicture('a');
    const answer = ask('analyze', { pictureId: 'a', settings: [] }, controller);
    await Promise.resolve();
    controller.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearPictures } from '#src/actions/pictures/clear-pictures';
import { selectPicture } from '#src/actions/pictures/select-picture';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { ModelInfo } from '#src/protocol/models';
import type { PictureInfo } from '#src/protocol/pictures';
import { runLoadQueue } from '#src/session/load-queue';
import { runNoticeAction } from '#src/session/notices';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import type { Notice } from '#src/store/state';
import { getState } from '#src/store/store';

const IDS = ['a', 'b', 'c'];
const SIZE = { width: 8, height: 4 };
let engine: FakeEngine;
/** Decodes the picture that the worker is at. */
let decode: () => void;

const states = () => getState().pictures.order.map((id) => getState().pictures.byId[id]?.state);
const lastNotice = () => getState().notices.list.at(-1) as Notice;

async function finishLoading(): Promise<void> {
  for (let picture = 0; picture < 2 * IDS.length; picture++) {
    decode();
    await settle();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  engine = openPictures(IDS, {
    loadPicture: ({ pictureId }) =>
      new Promise<PictureInfo>((resolve) => {
        const about = { original: SIZE, format: 'PNG', notices: [], thumbnail: new Blob([]) };
        decode = () => resolve({ pictureId, ...SIZE, ...about });
      }),
  });
});
afterEach(async () => {
  await finishLoading();
  vi.useRealTimers();
});

describe('pictures that are removed while they are loading', () => {
  it('go on loading when they are taken back, the selected one and the rest', async () => {
    void selectPicture('a').then(runLoadQueue);
    await settle();
    expect(states()).toEqual(['loading', 'queued', 'queued']);
    clearPictures();
    expect(getState().pictures.order).toEqual([]);
    expect(getState().view.shownId).toBeNull();
    await finishLoading();
    runNoticeAction(lastNotice());
    await finishLoading();
    expect(getState().pictures.order).toEqual(IDS);
    expect(states()).toEqual(['ready', 'loaded', 'loaded']);
    expect(getState().view.shownId).toBe('a');
  });

  it('are not read twice when they are taken back before that is done', async () => {
    void selectPicture('a').then(runLoadQueue);
    await settle();
    clearPictures();
    runNoticeAction(lastNotice());
    await finishLoading();
    expect(states()).toEqual(['ready', 'loaded', 'loaded']);
    expect(asked(engine, 'loadPicture').map(({ pictureId }) => pictureId)).toEqual(IDS);
  });

  it('leave the download of their network alone', async () => {
    let finish = (): void => undefined;
    engine = openPictures(['a'], {
      prepareModel: () =>
        new Promise<ModelInfo>((resolve) => (finish = () => resolve({} as ModelInfo))),
    });
    void selectPicture('a');
    await settle();
    clearPictures();
    await settle();
    expect(Object.values(getState().session.models)).toMatchObject([{ state: 'loading' }]);
    runNoticeAction(lastNotice());
    await settle();
    finish();
    await settle();
    expect(asked(engine, 'prepareModel')).toHaveLength(1);
    expect(states()).toEqual(['ready']);
  });
});

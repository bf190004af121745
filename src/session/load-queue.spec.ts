import { describe, expect, it } from 'vitest';
import { AnomalensError, type ErrorCode } from '#src/core/errors';
import { resumeLoadQueue, runLoadQueue } from '#src/session/load-queue';
import {
  asked,
  CRASH,
  giveLabel,
  namesOf,
  openPictures,
  restart,
} from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { getState, patchPicture, useStore } from '#src/store/store';

const states = () => getState().pictures.order.map((id) => getState().pictures.byId[id]?.state);

describe('waiting pictures', () => {
  it('are decoded one after another in their order, each with its label', async () => {
    const engine = openPictures(['a', 'b', 'c']);
    giveLabel('b');
    patchPicture('a', { state: 'ready' });
    await runLoadQueue();
    expect(asked(engine, 'loadPicture').map(({ pictureId }) => pictureId)).toEqual(['b', 'c']);
    expect(namesOf(engine)).toEqual(['loadPicture', 'inspectLabel', 'loadLabel', 'loadPicture']);
    expect(states()).toEqual(['ready', 'loaded', 'loaded']);
  });

  it('go on after a broken one, which says why', async () => {
    const broken = new AnomalensError('picture-unreadable', 'Broken.');
    openPictures(['a', 'b'], {
      loadPicture: ({ pictureId }) => {
        if (pictureId === 'a') throw broken;
        const size = { width: 1, height: 1 };
        const about = { format: 'PNG', notices: [], thumbnail: new Blob([]) };
        return { pictureId, ...size, original: size, ...about };
      },
    });
    await runLoadQueue();
    expect(states()).toEqual(['failed', 'loaded']);
    expect(getState().pictures.byId.a?.error).toEqual({
      code: 'picture-unreadable',
      message: 'Broken.',
      retryable: false,
    });
  });

  it('that come meanwhile belong to the queue under way', async () => {
    const engine = openPictures(['a', 'b']);
    await Promise.all([runLoadQueue(), runLoadQueue()]);
    expect(asked(engine, 'loadPicture')).toHaveLength(2);
    expect(states()).toEqual(['loaded', 'loaded']);
  });

  it('are not decoded at the same time, however often the queue is begun', async () => {
    let decode = () => {};
    const engine = openPictures(['a', 'b'], {
      loadPicture: ({ pictureId }) =>
        new Promise((resolve) => {
          const size = { width: 1, height: 1 };
          const about = { format: 'PNG', notices: [], thumbnail: new Blob([]) };
          decode = () => resolve({ pictureId, ...size, original: size, ...about });
        }),
    });
    const running = runLoadQueue();
    await settle();
    await runLoadQueue();
    await settle();
    expect(asked(engine, 'loadPicture')).toHaveLength(1);
    // It is being analysed by the time the queue hears of it.
    const stop = useStore.subscribe((state) => {
      if (state.pictures.byId.a?.state === 'loaded') patchPicture('a', { state: 'analysing' });
    });
    decode();
    await settle();
    stop();
    expect(asked(engine, 'loadPicture')).toHaveLength(2);
    decode();
    await running;
    expect(states()).toEqual(['analysing', 'loaded']);
  });

  it('that the worker holds already wait no longer', async () => {
    const engine = openPictures(['a']);
    await runLoadQueue();
    patchPicture('a', { state: 'queued' });
    await runLoadQueue();
    expect(states()).toEqual(['loaded']);
    expect(asked(engine, 'loadPicture')).toHaveLength(1);
  });

  it('that are broken keep no label of their set waiting', async () => {
    openPictures(['a', 'b'], {
      loadPicture: ({ pictureId }) => {
        if (pictureId === 'b') throw new AnomalensError('picture-unreadable', 'Broken.');
        const size = { width: 1, height: 1 };
        const about = { format: 'PNG', notices: [], thumbnail: new Blob([]) };
        return { pictureId, ...size, original: size, ...about };
      },
      inspectLabel: () => ({
        width: 2,
        height: 1,
        values: {
          ids: { values: [0, 255], pixels: [1, 1] },
          colours: null,
          alpha: null,
          names: {},
        },
      }),
    });
    giveLabel('a');
    giveLabel('b');
    await runLoadQueue();
    expect(getState().questions.reading?.pictureIds).toEqual(['a']);
  });
});

describe('pictures that failed for want of a worker', () => {
  it('are waiting again when there is one; broken ones stay as they are', async () => {
    const engine = openPictures(['a', 'b', 'c', 'd']);
    const failed = (id: string, code: ErrorCode) =>
      patchPicture(id, { state: 'failed', error: { code, message: '', retryable: true } });
    failed('a', 'engine-crashed');
    failed('b', 'picture-unreadable');
    failed('c', 'runtime-download');
    const size = { width: 1, height: 1 };
    patchPicture('c', { info: { ...size, original: size, format: 'PNG', notices: [] } });
    patchPicture('d', { state: 'ready' });
    await resumeLoadQueue();
    expect(states()).toEqual(['loaded', 'failed', 'loaded', 'ready']);
    expect(asked(engine, 'loadPicture').map(({ pictureId }) => pictureId)).toEqual(['a']);
    expect(getState().pictures.byId.c?.error).toBeNull();
  });

  it('but one that two workers ended with is not sent to a third, and the others go on', async () => {
    const engine = openPictures(['a', 'b'], {
      loadPicture: ({ pictureId }) => {
        if (pictureId === 'a') throw CRASH;
        const size = { width: 1, height: 1 };
        const about = { format: 'PNG', notices: [], thumbnail: new Blob([]) };
        return { pictureId, ...size, original: size, ...about };
      },
    });
    const queue = runLoadQueue();
    await settle();
    await restart(engine);
    await queue;
    await restart(engine);
    await resumeLoadQueue();
    expect(asked(engine, 'loadPicture').map(({ pictureId }) => pictureId)).toEqual(['a', 'a', 'b']);
    expect(states()).toEqual(['failed', 'loaded']);
    expect(getState().pictures.byId.a?.error).toMatchObject({ code: 'picture-unreadable' });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engine, release, settle, start, workers } from './testing/fake-worker';

const VIEW = {
  pictureId: null,
  panes: [],
  transform: { scale: 1, offsetX: 0, offsetY: 0 },
  canvas: { width: 1, height: 1 },
  minArea: 0,
  highlightedRegion: null,
  background: '#000000',
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  engine.dispose();
  vi.useRealTimers();
});

describe('requests', () => {
  it('are matched by id, whatever the order of the answers', async () => {
    start();
    const first = engine.request('prepareModel', { modelId: 'a' });
    const second = engine.request('prepareModel', { modelId: 'b' });
    await settle();
    const sent = workers[0]!.requests('prepareModel');
    workers[0]!.send({ type: 'result', id: sent[1]!.id, result: 'for b' });
    workers[0]!.send({ type: 'result', id: sent[0]!.id, result: 'for a' });
    await expect(first).resolves.toBe('for a');
    await expect(second).resolves.toBe('for b');
  });

  it('that cannot be sent reject, and leave their trace for callers that do not wait', async () => {
    const write = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    start();
    await settle();
    const refusal = new DOMException('could not be cloned', 'DataCloneError');
    workers[0]!.postMessage = () => {
      throw refusal;
    };
    const error = await release('x').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'internal', retryable: false, cause: refusal });
    expect(write.mock.calls).toEqual([[error]]);
    write.mockRestore();
  });

  it('reject with the typed error that the worker sent', async () => {
    start();
    const request = release('x');
    await settle();
    workers[0]!.send({
      type: 'error',
      id: workers[0]!.requests('releasePicture')[0]!.id,
      error: { code: 'picture-unknown', message: 'gone', retryable: true },
    });
    await expect(request).rejects.toMatchObject({
      name: 'AnomalensError',
      code: 'picture-unknown',
      retryable: true,
    });
  });

  it('reject at once when cancelled, tell the worker, and ignore its late answer', async () => {
    start();
    await settle();
    const controller = new AbortController();
    const request = engine.request(
      'releasePicture',
      { pictureId: 'x' },
      { signal: controller.signal },
    );
    await settle();
    const { id } = workers[0]!.requests('releasePicture')[0]!;
    controller.abort();
    await expect(request).rejects.toMatchObject({ code: 'cancelled' });
    expect(workers[0]!.received.at(-1)).toEqual({ type: 'cancel', id });
    workers[0]!.send({ type: 'result', id, result: null });
  });
});

describe('views', () => {
  it('go one at a time, the newest next, the last always', async () => {
    start();
    await settle();
    for (let revision = 1; revision <= 500; revision++) engine.setView({ ...VIEW, revision });
    const views = () =>
      workers[0]!.received
        .filter((message) => message.type === 'view')
        .map(({ view }) => view.revision);
    expect(views()).toEqual([1]);
    workers[0]!.send({
      type: 'notice',
      name: 'drawn',
      payload: { revision: 1, pictureId: null, times: {} },
    });
    await settle();
    expect(views()).toEqual([1, 500]);
  });

  it('do not get stuck behind a drawing that is never reported', async () => {
    start();
    await settle();
    engine.setView({ ...VIEW, revision: 1 });
    engine.setView({ ...VIEW, revision: 2 });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(workers[0]!.received.filter((message) => message.type === 'view')).toHaveLength(2);
  });
});

import { describe, expect, it, vi } from 'vitest';
import {
  answerStart,
  crash,
  heard,
  settle,
  start,
  states,
  superviseEachCase,
  supervisor,
  views,
  workers,
} from './testing/supervised';

superviseEachCase();

describe('a crash', () => {
  it('makes whoever asks wait for the next worker, and takes the views away', async () => {
    start();
    await settle();
    crash(workers[0]);
    expect(supervisor.state).toBe('recovering');
    views.offer({ revision: 1 } as never);
    let waits = true;
    void supervisor.ready.then(() => {
      waits = false;
    });
    await settle();
    expect(waits).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(waits).toBe(false);
    expect(workers[1]?.received.map(({ type }) => type)).toEqual(['request']);
  });

  it('is not answered before the pause of the restart is over', async () => {
    start();
    await settle();
    crash(workers[0]);
    await vi.advanceTimersByTimeAsync(99);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers).toHaveLength(2);
  });

  it.each<[string, object, number]>([
    ['of inference alone', { inference: 'webgpu', compute: 'cpu' }, 5],
    ['of computing alone', { inference: 'wasm', compute: 'webgpu' }, 5],
    ['of nothing', { inference: 'wasm', compute: 'cpu' }, 4],
  ])(
    'with WebGPU %s: the fourth is followed by one without, if there is one',
    async (_, options, count) => {
      start(options);
      await settle();
      for (let i = 0; i < 4; i++) {
        crash(workers[i]);
        await vi.advanceTimersByTimeAsync(2_000);
      }
      expect(workers).toHaveLength(count);
      expect(supervisor.state).toBe(count === 5 ? 'ready' : 'failed');
    },
  );

  it('of a start that takes too long says so', async () => {
    start();
    if (workers[0]) workers[0].postMessage = () => undefined;
    await vi.advanceTimersByTimeAsync(20_100);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(workers).toHaveLength(2);
    await settle();
    expect(supervisor.state).toBe('ready');
  });

  it('after WebGPU was given up keeps telling why', async () => {
    let starts = 0;
    answerStart(() =>
      starts++ === 0
        ? { type: 'error', error: { code: 'webgpu-limit', message: 'too small', retryable: false } }
        : { result: { fallbackReason: null } },
    );
    start();
    await vi.advanceTimersByTimeAsync(200);
    expect((await supervisor.info).fallbackReason).toBe(
      'WebGPU does not work here (too small), so everything runs on the processor.',
    );
  });
});

describe('threads', () => {
  const wishes = () =>
    workers.map(
      ({ received: [first] }) => (first as { params?: { threads?: unknown } }).params?.threads,
    );

  it('are given up after a worker that does not answer, and stay so', async () => {
    start();
    await settle();
    if (workers[0]) workers[0].postMessage = () => undefined;
    const outcome = (await supervisor.ready).request('listModels', {}).catch((error) => error.code);
    await vi.advanceTimersByTimeAsync(12_000);
    expect([await outcome, supervisor.state]).toEqual(['engine-crashed', 'ready']);
    crash(workers[1]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(wishes()).toEqual([undefined, 1, 1]);
  });

  it('come back where WebGPU is given up, on which none ran, and on the wish of a person', async () => {
    start({ inference: 'webgpu', compute: 'webgpu' });
    await settle();
    for (let i = 0; i < 4; i++) {
      crash(workers[i]);
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(wishes()).toEqual([undefined, 1, 1, 1, undefined]);
    crash(workers[4]);
    await vi.advanceTimersByTimeAsync(2_000);
    supervisor.restart();
    await settle();
    expect(wishes().slice(5)).toEqual([1, undefined]);
  });

  it('of a number that was asked for stay', async () => {
    start({ threads: 4 });
    await settle();
    crash(workers[0]);
    await vi.advanceTimersByTimeAsync(200);
    expect(wishes()).toEqual([4, 4]);
  });

  it('are none of a lost device', async () => {
    start();
    await settle();
    workers[0]?.hear({ type: 'notice', name: 'device', payload: { state: 'lost', reason: 'x' } });
    await vi.advanceTimersByTimeAsync(200);
    expect(wishes()).toEqual([undefined, undefined]);
  });
});

describe('a new worker that was asked for', () => {
  it('takes over from one that failed for good', async () => {
    start();
    workers[0]?.onerror?.({} as ErrorEvent);
    const failed = supervisor.ready;
    await expect(failed).rejects.toMatchObject({ code: 'runtime-download' });
    supervisor.restart();
    expect(states()).toEqual(['failed', 'starting']);
    await settle();
    expect(states()).toEqual(['failed', 'starting', 'ready']);
    expect(heard).toContainEqual([
      'restarted',
      expect.objectContaining({ generation: 2, reason: null }),
    ]);
    await expect(supervisor.ready).resolves.toBeDefined();
  });

  it('takes over from one that runs, and whoever asks waits for it', async () => {
    start();
    await settle();
    supervisor.restart();
    expect(workers[0]?.terminate).toHaveBeenCalledTimes(1);
    expect(states()).toEqual(['ready', 'recovering']);
    const transport = await supervisor.ready;
    expect(transport.hasSpoken).toBe(true);
    expect(workers).toHaveLength(2);
    expect(heard.filter(([event]) => event === 'restarted')).toHaveLength(1);
  });

  it('does not wait for the restart that was due, and begins to count anew', async () => {
    start({ inference: 'wasm', compute: 'cpu' });
    await settle();
    for (let i = 0; i < 3; i++) {
      crash(workers[i]);
      await vi.advanceTimersByTimeAsync(2_000);
    }
    supervisor.restart();
    await settle();
    crash(workers[4]);
    await vi.advanceTimersByTimeAsync(100);
    expect(supervisor.state).toBe('ready');
    crash(workers[5]);
    supervisor.restart();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(7);
  });
});

describe('a worker that ended while it was idle', () => {
  it('is noticed within seconds of the next request', async () => {
    start();
    await settle();
    await vi.advanceTimersByTimeAsync(60_000);
    const [ended] = workers;
    if (ended) ended.postMessage = () => undefined;
    const outcome = (await supervisor.ready)
      .request('releasePicture', { pictureId: 'a' })
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await outcome).toMatchObject({ code: 'engine-crashed' });
    expect(supervisor.state).toBe('ready');
    expect(workers).toHaveLength(2);
  });
});

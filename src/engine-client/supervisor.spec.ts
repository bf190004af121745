import { describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { WorkerMessage } from '#src/protocol/messages';
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

describe('the first worker', () => {
  it('starts as the first generation and is ready with its info, without a restart', async () => {
    start();
    expect([supervisor.state, supervisor.generation]).toEqual(['starting', 1]);
    await settle();
    expect(supervisor.state).toBe('ready');
    expect(await supervisor.info).toEqual({ inference: 'webgpu', fallbackReason: null });
    expect(heard).toEqual([['state', 'ready']]);
  });

  it('tells why it does not use WebGPU by itself', async () => {
    answerStart(() => ({ result: { fallbackReason: 'software adapter' } }));
    start();
    await settle();
    expect((await supervisor.info).fallbackReason).toBe('software adapter');
  });

  it('is not ended by the time that its start may take, once it has started', async () => {
    start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
  });

  it('that crashes while it starts is followed by another, still starting', async () => {
    start();
    crash(workers[0]);
    await vi.advanceTimersByTimeAsync(200);
    expect(states()).toEqual(['ready']);
    expect(heard.map(([event]) => event)).not.toContain('restarted');
    expect(supervisor.generation).toBe(2);
  });

  it('fails for good with an error that cannot pass, and warns', async () => {
    answerStart(() => ({
      type: 'error',
      error: { code: 'manifest-invalid', message: 'no models', retryable: false },
    }));
    start();
    await settle();
    expect(states()).toEqual(['failed']);
    expect(heard).toContainEqual([
      'warning',
      expect.objectContaining({ code: 'manifest-invalid', message: 'no models' }),
    ]);
    await expect(supervisor.ready).rejects.toMatchObject({ code: 'manifest-invalid' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
  });
});

describe('notices', () => {
  it.each(['progress', 'drawn', 'learning', 'model', 'regions', 'warning'] as const)(
    '%s is passed on as it is',
    async (name) => {
      start();
      await settle();
      const payload = { of: name };
      workers[0]?.hear({ type: 'notice', name, payload } as unknown as WorkerMessage);
      expect(heard.filter(([event]) => event !== 'state')).toEqual([[name, payload]]);
      expect(workers[0]?.terminate).not.toHaveBeenCalled();
    },
  );

  it('device is passed on, and the worker ended: it may compute zeros', async () => {
    start();
    await settle();
    const payload = { state: 'lost', reason: 'driver reset' } as const;
    workers[0]?.hear({ type: 'notice', name: 'device', payload });
    expect(heard).toContainEqual(['device', payload]);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(heard.find(([event]) => event === 'restarted')?.[1]).toMatchObject({
      generation: 2,
      reason: { code: 'device-lost', message: expect.stringMatching(/driver reset/) },
    });
  });

  it('drawn lets the next view leave', async () => {
    start();
    await settle();
    views.offer({ revision: 1 } as never);
    views.offer({ revision: 2 } as never);
    workers[0]?.hear({ type: 'notice', name: 'drawn', payload: {} } as unknown as WorkerMessage);
    await settle();
    expect(workers[0]?.received.filter(({ type }) => type === 'view')).toHaveLength(2);
  });
});

describe('the program of the engine', () => {
  const isDownload = expect.objectContaining({ code: 'runtime-download' });

  it('that does not arrive ends it at once, with its words: WebGPU is not to blame', async () => {
    start();
    workers[0]?.onerror?.({} as ErrorEvent);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
    expect(states()).toEqual(['failed']);
    expect(heard).toContainEqual(['warning', isDownload]);
    await expect(supervisor.info).rejects.toMatchObject({ code: 'runtime-download' });
  });

  it('that never says a word is one that does not arrive', async () => {
    start();
    if (workers[0]) workers[0].hear = () => undefined;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(heard).toContainEqual(['warning', isDownload]);
  });
});

describe('closing', () => {
  it('ends the worker, rejects later requests and starts nothing more', async () => {
    start();
    await settle();
    crash(workers[0]);
    supervisor.dispose(new AnomalensError('cancelled', 'closed'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
    expect(supervisor.state).toBe('failed');
    await expect(supervisor.ready).rejects.toMatchObject({ code: 'cancelled' });
    await expect(supervisor.info).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends a worker that runs', async () => {
    start();
    await settle();
    supervisor.dispose(new AnomalensError('cancelled', 'closed'));
    expect(workers[0]?.terminate).toHaveBeenCalled();
    await expect(supervisor.ready).rejects.toMatchObject({ code: 'cancelled' });
  });
});

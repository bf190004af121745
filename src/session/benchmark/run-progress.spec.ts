import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EvaluationProgress, ImageResult } from '#src/evaluation/types';
import type { BenchmarkProgress } from '#src/store/benchmark';
import { initialState } from '#src/store/initial-state';
import { getState, patchBenchmark, useStore } from '#src/store/store';
import { RunControl } from './run-control';
import { progressOf, START } from './run-progress';

const IMAGES = 7;

let control: RunControl;
let progress: ReturnType<typeof progressOf>;
const shown = () => getState().benchmark.progress;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  useStore.setState(initialState(), true);
  control = new RunControl();
  progress = progressOf(control, IMAGES);
});
afterEach(() => vi.useRealTimers());

const begin = (patch: Partial<BenchmarkProgress>) =>
  patchBenchmark({ progress: { ...START, ...patch } });
const report = (patch: Partial<EvaluationProgress>) =>
  progress.onProgress({ phase: 'pixels', done: 1, total: IMAGES, stem: 'a', ...patch });

describe('before the first image is evaluated', () => {
  it('reading a label shows which, and counts nothing', () => {
    progress.onRead('label', 'a.png');
    expect(shown()).toEqual({ ...START, name: 'a.png' });
    begin({ phase: 'labels', done: 3, total: 9 });
    progress.onRead('label', 'b.png');
    expect(shown()).toMatchObject({ phase: 'labels', done: 3, total: 9, name: 'b.png' });
  });

  it('reading images compares them with the stored run, from none on', () => {
    begin({ phase: 'labels', done: 3, total: 9 });
    progress.onRead('image', 'a.png');
    expect(shown()).toMatchObject({ phase: 'checking', done: 0, total: IMAGES, name: 'a.png' });
    progress.onRead('image', 'b.png');
    progress.onRead('image', 'c.png');
    expect(shown()).toMatchObject({ phase: 'checking', done: 2, total: IMAGES, name: 'c.png' });
  });

  it('evaluating goes on after the images that were compared', () => {
    progress.onRead('image', 'a.png');
    progress.onRead('image', 'b.png');
    expect(progress.paused()).toBeNull();
    expect(shown()).toMatchObject({ phase: 'pixels', done: 2, total: IMAGES });
  });

  it('evaluating begins with none without a stored run', () => {
    begin({ phase: 'labels', done: 3, total: 9 });
    progress.paused();
    expect(shown()).toMatchObject({ phase: 'pixels', done: 0, total: IMAGES });
  });
});

describe('while images are evaluated', () => {
  it.each(['pixels', 'components'] as const)('reading in the phase of %s shows which', (phase) => {
    begin({ phase, done: 3, total: 9 });
    progress.onRead('image', 'b.png');
    expect(shown()).toMatchObject({ phase, done: 3, total: 9, name: 'b.png' });
  });

  it('the question for a pause leaves the count, and says when the run is paused', () => {
    begin({ phase: 'pixels', done: 3, total: 9 });
    patchBenchmark({ runState: 'pausing' });
    expect(progress.paused()).toBeNull();
    expect(getState().benchmark.runState).toBe('pausing');
    control.pause();
    expect(progress.paused()).toBe(control.paused());
    expect(getState().benchmark.runState).toBe('paused');
    expect(shown()).toMatchObject({ phase: 'pixels', done: 3, total: 9 });
  });

  it.each(['pixels', 'components'] as const)(
    'the time of an image is taken in the phase of %s, from its first on',
    (phase) => {
      begin({ phase: 'labels' });
      vi.advanceTimersByTime(9000);
      report({ phase, done: 0 });
      expect(shown()?.millisecondsPerImage).toBeNull();
      vi.advanceTimersByTime(200);
      report({ phase });
      expect(shown()?.millisecondsPerImage).toBe(200);
    },
  );

  it('the clock starts with the first question for a pause', () => {
    vi.advanceTimersByTime(9000);
    progress.paused();
    vi.advanceTimersByTime(200);
    progress.paused();
    report({});
    expect(shown()?.millisecondsPerImage).toBe(200);
  });

  it.each(['labels', 'intervals'] as const)('no time is taken in the phase of %s', (phase) => {
    begin({ phase });
    vi.advanceTimersByTime(200);
    report({ phase });
    expect(shown()?.millisecondsPerImage).toBeNull();
  });

  it('shows what is under way: an image by its stem, a method by its title, nothing once done', () => {
    report({ stem: 'street/a' });
    expect(shown()).toMatchObject({ phase: 'pixels', done: 1, total: IMAGES, name: 'street/a' });
    report({ phase: 'intervals', stem: 'max-entropy', done: 2, total: 3 });
    expect(shown()).toMatchObject({ phase: 'intervals', done: 2, total: 3 });
    expect(shown()?.name).not.toBe('max-entropy');
    expect(shown()?.name).toMatch(/entropy/i);
    report({ image: {} as ImageResult });
    expect(shown()?.name).toBeNull();
    expect(getState().benchmark.errors).toEqual([]);
  });

  it('keeps every error', () => {
    const errors = ['a.png', 'b.png'].map((file) => ({
      file,
      code: 'label-unreadable' as const,
      message: 'No.',
    }));
    for (const error of errors) report({ error });
    expect(getState().benchmark.errors).toEqual(errors);
    expect(shown()?.name).toBeNull();
  });
});

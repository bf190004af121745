import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EvaluationItem } from '#src/evaluation/types';
import { RunControl, watchedItems } from './run-control';

describe('the time of an image', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => vi.useRealTimers());

  it('is the mean of those that are done, without pauses and work of another kind', () => {
    const control = new RunControl();
    expect(control.millisecondsPerImage).toBeNull();
    vi.advanceTimersByTime(100);
    control.lap();
    vi.advanceTimersByTime(300);
    control.lap();
    expect(control.millisecondsPerImage).toBe(200);
    vi.advanceTimersByTime(5000);
    control.startClock();
    vi.advanceTimersByTime(200);
    control.lap();
    control.pause();
    vi.advanceTimersByTime(7000);
    control.resume();
    vi.advanceTimersByTime(200);
    control.lap();
    expect(control.millisecondsPerImage).toBe(200);
  });

  it('forgets all but the last 20', () => {
    const control = new RunControl();
    vi.advanceTimersByTime(1_000_000);
    control.lap();
    for (let image = 0; image < 19; image++) control.lap();
    expect(control.millisecondsPerImage).toBe(50_000);
    control.lap();
    expect(control.millisecondsPerImage).toBe(0);
  });
});

describe('pause and cancel', () => {
  it('a pause lasts until it is resumed, however often it is asked for', async () => {
    const control = new RunControl();
    expect(control.paused()).toBeNull();
    control.pause();
    const pause = control.paused();
    control.pause();
    expect(control.paused()).toBe(pause);
    control.resume();
    await pause;
    expect(control.paused()).toBeNull();
    expect(control.signal.aborted).toBe(false);
  });

  it('cancelling ends the pause too, so that the run can end', async () => {
    const control = new RunControl();
    control.pause();
    const pause = control.paused();
    control.cancel();
    await pause;
    expect(control.paused()).toBeNull();
    expect(control.signal.aborted).toBe(true);
  });
});

describe('watched items', () => {
  const file = (name: string) => ({ name, read: async () => new Blob([name]) });
  const item: EvaluationItem = {
    stem: 'a',
    image: file('images/a.png'),
    label: file('labels/a.png'),
    hint: null,
    reading: null,
    folder: 'labels',
    turn: false,
  };

  function watched(items: EvaluationItem[]) {
    const control = new RunControl();
    const [onPaused, onRead] = [vi.fn(), vi.fn()];
    const [first] = watchedItems(items, control, { onPaused, onRead });
    return { control, onPaused, onRead, first: first as EvaluationItem };
  }

  it('say what is read of which image, and are the same otherwise', async () => {
    const { first, onPaused, onRead } = watched([item]);
    expect(first).toMatchObject({ stem: 'a', folder: 'labels', image: { name: 'images/a.png' } });
    expect(await (await first.image.read()).text()).toBe('images/a.png');
    expect(await (await first.label?.read())?.text()).toBe('labels/a.png');
    expect(onRead.mock.calls).toEqual([
      ['image', 'images/a.png'],
      ['label', 'images/a.png'],
    ]);
    expect(onPaused).not.toHaveBeenCalled();
    expect(watched([{ ...item, label: null }]).first.label).toBeNull();
  });

  it('are read when the pause is over', async () => {
    const { control, first, onPaused, onRead } = watched([item]);
    control.pause();
    const reading = first.image.read();
    await Promise.resolve();
    expect(onPaused).toHaveBeenCalledOnce();
    expect(onRead).not.toHaveBeenCalled();
    control.resume();
    await reading;
    expect(onRead).toHaveBeenCalledOnce();
  });

  it('are not read any more when the run is cancelled', async () => {
    const { control, first, onRead } = watched([item]);
    control.pause();
    const reading = first.image.read();
    control.cancel();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(onRead).not.toHaveBeenCalled();
  });
});

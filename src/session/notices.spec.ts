import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeNotice, dismissNotice, notify, runNoticeAction } from '#src/session/notices';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';

const list = () => getState().notices.list;
const texts = () => list().map(({ text }) => text);

beforeEach(() => {
  vi.useFakeTimers();
  useStore.setState(initialState(), true);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('notices', () => {
  it('are shown with what can be done', () => {
    const action = { label: 'Undo', run: () => undefined };
    notify({ kind: 'warning', text: 'Removed.', action });
    expect(list()).toMatchObject([{ kind: 'warning', text: 'Removed.', action }]);
    notify({ kind: 'error', text: 'Broken.' });
    expect(list()[1]?.action).toBeNull();
    expect(list()[0]?.id).not.toBe(list()[1]?.id);
  });

  it('with information go by themselves after eight seconds, others stay', () => {
    for (const kind of ['info', 'warning', 'error'] as const) notify({ kind, text: kind });
    vi.advanceTimersByTime(7999);
    expect(texts()).toEqual(['info', 'warning', 'error']);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual(['warning', 'error']);
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['warning', 'error']);
  });

  it('are not said twice while they are shown', () => {
    notify({ kind: 'error', text: 'Broken.' });
    notify({ kind: 'error', text: 'Broken.' });
    expect(texts()).toEqual(['Broken.']);
    dismissNotice(list()[0]?.id ?? 0);
    notify({ kind: 'error', text: 'Broken.' });
    expect(texts()).toEqual(['Broken.']);
  });

  it('are at most four: the oldest goes', () => {
    for (const text of ['1', '2', '3', '4']) notify({ kind: 'warning', text });
    expect(texts()).toEqual(['1', '2', '3', '4']);
    notify({ kind: 'warning', text: '5' });
    expect(texts()).toEqual(['2', '3', '4', '5']);
  });

  it('with information make room first', () => {
    notify({ kind: 'warning', text: '1' });
    for (const text of ['2', '3']) notify({ kind: 'info', text });
    notify({ kind: 'warning', text: '4' });
    notify({ kind: 'error', text: '5' });
    notify({ kind: 'warning', text: '6' });
    notify({ kind: 'warning', text: '7' });
    expect(texts()).toEqual(['4', '5', '6', '7']);
  });

  it('with information make no warning go', () => {
    for (const text of ['1', '2', '3', '4']) notify({ kind: 'warning', text });
    for (const text of ['5', '6']) notify({ kind: 'info', text });
    expect(texts()).toEqual(['1', '2', '3', '4', '6']);
  });

  it('of errors, and those that can be taken back, never make room', () => {
    const expired = vi.fn();
    notify({ kind: 'info', text: 'Removed.', expired });
    for (const text of ['1', '2', '3', '4']) notify({ kind: 'error', text });
    notify({ kind: 'info', text: 'Done.' });
    notify({ kind: 'warning', text: 'Odd.' });
    expect(texts()).toEqual(['Removed.', '1', '2', '3', '4', 'Odd.']);
    expect(expired).not.toHaveBeenCalled();
  });

  it('of more than four errors show the last, and count the others, which the console keeps', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (let number = 1; number <= 500; number++) notify({ kind: 'error', text: `${number}` });
    expect(texts()).toEqual([
      expect.stringMatching(/^And 496 earlier errors/),
      '497',
      '498',
      '499',
      '500',
    ]);
    expect(said.mock.calls.flat()).toEqual(Array.from({ length: 496 }, (_, i) => `${i + 1}`));
    dismissNotice(list()[0]?.id ?? 0);
    notify({ kind: 'error', text: '501' });
    expect(texts()[0]).toMatch(/^And 1 earlier error:/);
    expect(texts()).toHaveLength(5);
    said.mockRestore();
  });

  it('of errors with something to do stay longer than those without', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const action = { label: 'Open as a picture', run: () => undefined };
    const expired = vi.fn();
    notify({ kind: 'error', text: '1', action });
    notify({ kind: 'error', text: 'undo', expired });
    for (const text of ['2', '3', '4', '5']) notify({ kind: 'error', text });
    expect(texts()).toEqual([expect.stringMatching(/^And 1 /), '1', 'undo', '3', '4', '5']);
    for (const text of ['6', '7', '8', '9']) notify({ kind: 'error', text, action });
    expect(texts()).toEqual([expect.stringMatching(/^And 5 /), 'undo', '6', '7', '8', '9']);
    notify({ kind: 'error', text: '10' });
    expect(texts()).toEqual([expect.stringMatching(/^And 6 /), 'undo', '7', '8', '9', '10']);
    expect(expired).not.toHaveBeenCalled();
    said.mockRestore();
  });

  it('can say more in their place, while they are shown', () => {
    const id = notify({ kind: 'error', text: '1' });
    notify({ kind: 'error', text: '2' });
    const action = { label: 'Open', run: () => undefined };
    changeNotice(id, { text: '1 and more', action });
    expect(list()).toMatchObject([
      { id, kind: 'error', text: '1 and more', action },
      { text: '2' },
    ]);
    dismissNotice(id);
    changeNotice(id, { text: 'more', action: null });
    expect(texts()).toEqual(['2']);
  });

  it('say once that they are gone, unless their action was used', () => {
    const [expired, run] = [vi.fn(), vi.fn()];
    notify({ kind: 'info', text: 'one', expired });
    dismissNotice(list()[0]?.id ?? 0);
    vi.advanceTimersByTime(10_000);
    expect(expired).toHaveBeenCalledOnce();
    notify({ kind: 'info', text: 'two', expired, action: { label: 'Undo', run } });
    const [notice] = list();
    if (notice) runNoticeAction(notice);
    expect(run).toHaveBeenCalledOnce();
    expect(texts()).toEqual([]);
    expect(expired).toHaveBeenCalledOnce();
  });

  it('without an action can be gone all the same', () => {
    notify({ kind: 'error', text: 'one' });
    const [notice] = list();
    if (notice) runNoticeAction(notice);
    expect(texts()).toEqual([]);
  });
});

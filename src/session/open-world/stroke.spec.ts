import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showDmlnet } from '#src/session/testing/open-world-page';
import { getState, patchOpenWorld } from '#src/store/store';
import { shownRegionsOf } from './shown-regions';
import { beginStroke, cancelStroke, dropStroke, forgetStroke, showStroke } from './stroke';

const PLACE = { x: 1, y: 2 };
const dragOf = () => ({ move: vi.fn(), end: vi.fn(), cancel: vi.fn() });

beforeEach(() => {
  showDmlnet();
  forgetStroke();
});

describe('a drag', () => {
  it('moves, and ends once', () => {
    const drag = dragOf();
    const stroke = beginStroke(drag);
    stroke.move(PLACE);
    expect(drag.move).toHaveBeenCalledWith(PLACE);
    stroke.end();
    stroke.end();
    stroke.cancel();
    stroke.move(PLACE);
    expect(drag.end).toHaveBeenCalledOnce();
    expect(drag.cancel).not.toHaveBeenCalled();
    expect(drag.move).toHaveBeenCalledOnce();
  });

  it.each([
    ['another begins', () => void beginStroke(dragOf())],
    ['it is forgotten', forgetStroke],
  ])('is over when %s', (_when, happens) => {
    const drag = dragOf();
    const stroke = beginStroke(drag);
    happens();
    stroke.move(PLACE);
    stroke.end();
    stroke.cancel();
    for (const part of Object.values(drag)) expect(part).not.toHaveBeenCalled();
  });

  it('is cancelled with what is drawn', () => {
    const drag = dragOf();
    const stroke = beginStroke(drag);
    showStroke([PLACE]);
    expect(cancelStroke()).toBe(true);
    expect(drag.cancel).toHaveBeenCalledOnce();
    expect(getState().openWorld.stroke).toEqual([]);
    stroke.end();
    expect(drag.end).not.toHaveBeenCalled();
    expect(cancelStroke()).toBe(false);
    expect(drag.cancel).toHaveBeenCalledOnce();
  });
});

describe('what is drawn', () => {
  it('is shown, which ends an error, and dropped', () => {
    const error = { code: 'internal' as const, message: 'Before.', retryable: false };
    patchOpenWorld({ error });
    showStroke([PLACE]);
    expect(getState().openWorld).toMatchObject({ stroke: [PLACE], error: null });
    dropStroke();
    expect(getState().openWorld.stroke).toEqual([]);
  });

  it('nothing changes where there is nothing to cancel, but looking for an object counts', () => {
    const before = getState().openWorld;
    expect(cancelStroke()).toBe(false);
    expect(getState().openWorld.stroke).toBe(before.stroke);
    patchOpenWorld({ asking: 1 });
    expect(cancelStroke()).toBe(true);
  });
});

it('a pane tells its regions by its score, threshold, removal and the least area', () => {
  const state = getState();
  const pane = { ...state.view.panes[0]!, methodId: 'entropy' };
  expect(shownRegionsOf(state, pane)).toMatchObject({
    settings: { methodId: 'entropy' },
    threshold: expect.any(Number),
    minArea: state.view.minArea,
  });
  expect(shownRegionsOf(state, pane)).toHaveProperty('removal');
});

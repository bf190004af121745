import { describe, expect, it } from 'vitest';
import type { PaneRegions } from '#src/protocol/view';
import { initialState } from './initial-state';
import type { PictureResult } from './results-slice';
import {
  activeMethod,
  activePane,
  currentRegions,
  isDrawn,
  isSeen,
  isVisiting,
  paneCount,
  regionsOfPane,
  selectedPicture,
  shownPicture,
  shownResult,
  thresholdOf,
  visiblePanes,
} from './selectors';
import type { ListedPicture, State } from './state';

/** Two pictures: the stage is about `a` while `b` has been selected. */
function state(): State {
  const result = initialState();
  const byId = { a: { id: 'a' } as ListedPicture, b: { id: 'b' } as ListedPicture };
  result.pictures = { order: ['a', 'b'], byId, selectedId: 'b' };
  result.view.shownId = 'a';
  result.results.byPicture = { a: { revision: 1, imported: [] as object[] } as PictureResult };
  return result;
}
const regions = (part: Partial<PaneRegions>) =>
  ({ pictureId: 'a', methodId: 'max-entropy', ...part }) as PaneRegions;

describe('pictures', () => {
  it('are the selected one, and the shown one with its result', () => {
    expect(selectedPicture(state())?.id).toBe('b');
    expect(shownPicture(state())?.id).toBe('a');
    expect(shownResult(state())?.revision).toBe(1);
  });

  it('are drawn when the canvases hold the shown one', () => {
    const drawnAs = (pictureId: string | null, shownId: string | null = 'a') => {
      const drawing = state();
      drawing.view.shownId = shownId;
      const place = {
        transform: { scale: 1, offsetX: 0, offsetY: 0 },
        canvas: { width: 1, height: 1 },
      };
      drawing.results.drawn = { pictureId, ...place };
      return isDrawn(drawing);
    };
    expect(isDrawn(state())).toBe(false);
    expect([drawnAs('a'), drawnAs('b'), drawnAs(null), drawnAs(null, null)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('are null at the start and when they have been removed', () => {
    for (const id of [null, 'gone']) {
      const without = state();
      without.pictures.selectedId = id;
      without.view.shownId = id;
      expect([selectedPicture, shownPicture, shownResult].map((of) => of(without))).toEqual([
        null,
        null,
        null,
      ]);
    }
  });
});

describe('panes', () => {
  it.each([
    ['single', 1],
    ['two', 2],
    ['four', 4],
    ['swipe', 2],
  ] as const)('of the layout %s are the first %d', (layout, count) => {
    const { view } = state();
    expect(paneCount(layout)).toBe(count);
    expect(visiblePanes({ ...view, layout })).toEqual(view.panes.slice(0, count));
  });

  it('have an active one, the first when the active one is not seen', () => {
    const two = state();
    two.view.layout = 'two';
    two.view.activePane = 1;
    expect(activePane(two)).toBe(two.view.panes[1]);
    two.view.activePane = 3;
    expect(activePane(two)).toBe(two.view.panes[0]);
  });
});

describe('the active method', () => {
  it('is that of the active pane; its threshold is its default until one is set', () => {
    const now = state();
    const info = activeMethod(now);
    expect(info.id).toBe('max-entropy');
    expect(thresholdOf(now, info)).toBe(info.defaultThreshold);
    now.view.thresholds = { 'max-entropy': 0 };
    expect(thresholdOf(now, info)).toBe(0);
  });
});

describe('regions', () => {
  it('are those of the pane, picture and method, and null while others are the last known', () => {
    const now = state();
    const pane = activePane(now);
    expect(currentRegions(now)).toBeNull();
    const own = regions({});
    now.results.regions = { [pane.paneId]: own };
    expect(currentRegions(now)).toBe(own);
    expect(regionsOfPane(now, { ...pane, paneId: 'pane-2' })).toBeNull();
    now.results.regions = { [pane.paneId]: regions({ pictureId: 'b' }) };
    expect(currentRegions(now)).toBeNull();
    now.results.regions = { [pane.paneId]: regions({ methodId: 'rpl' }) };
    expect(currentRegions(now)).toBeNull();
  });
});

describe('a visit from the benchmark', () => {
  const visiting = (visitedId: string | null, hasResult = true) => {
    const now = state();
    now.benchmark.visited = visitedId === null ? null : { stem: 's', pictureId: visitedId };
    now.benchmark.result = hasResult ? ({} as State['benchmark']['result']) : null;
    return isVisiting(now);
  };

  it('lasts while its picture is selected and the results are there', () => {
    expect(visiting('b')).toBe(true);
    expect(visiting('a')).toBe(false);
    expect(visiting(null)).toBe(false);
    expect(visiting('b', false)).toBe(false);
  });
});

describe('canvases of a drive', () => {
  const seen = (drawnId: string, shownId: string, pictureState: ListedPicture['state']) => {
    const now = state();
    now.pictures.byId[shownId] = { id: shownId, state: pictureState } as ListedPicture;
    now.view.shownId = shownId;
    now.results.drawn = { pictureId: drawnId } as State['results']['drawn'];
    return [isDrawn(now), isSeen(now)];
  };

  it('are seen until the next frame is drawn on them', () => {
    expect(seen('d@3', 'd@4', 'ready')).toEqual([false, true]);
    expect(seen('d@4', 'd@4', 'ready')).toEqual([true, true]);
  });

  it('are hidden under the name of another drive, a picture, or a frame that failed', () => {
    expect(seen('e@3', 'd@4', 'ready')).toEqual([false, false]);
    expect(seen('a', 'b', 'ready')).toEqual([false, false]);
    expect(seen('d@3', 'd@4', 'failed')).toEqual([false, false]);
  });
});

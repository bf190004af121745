import { beforeEach, expect, it } from 'vitest';
import { removalKey } from '#src/core/meta/removal';
import { promptedMethod } from '#src/methods/capabilities';
import type { PaneRegions } from '#src/protocol/view';
import { initialState } from '#src/store/initial-state';
import type { PromptMasks } from '#src/store/prompts-slice';
import type { ImportedMethod } from '#src/store/results-slice';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { shownRegions } from './shown-regions';

let state: State;

function show(methodId: string): void {
  state.view.panes = state.view.panes.map((pane) => ({ ...pane, methodId }));
  const regions = {
    pictureId: 'a',
    methodId,
    threshold: thresholdOf(state, activeMethod(state)),
    minArea: 0,
    removalKey: removalKey(null),
    leftOutKey: '',
    regionCount: 2,
  };
  state.results.regions = { 'pane-1': regions as unknown as PaneRegions };
}

beforeEach(() => {
  state = initialState();
  state.view.shownId = 'a';
});

it('other masks, by the same settings, are other regions', () => {
  const keyWith = (serial: number) => {
    state.prompts.masks = { a: { serial } as PromptMasks };
    show(promptedMethod.id);
    return shownRegions(state)?.key;
  };
  expect(keyWith(1)).not.toBe(keyWith(2));
  expect(keyWith(2)).toBe(keyWith(2));
});

it('a score from a file has regions too, and those of a later file are others', () => {
  const keyWith = (serial: number) => {
    const imported = [{ id: 'imported:x', serial, shown: { defaultThreshold: 0.5 } }];
    state.results.byPicture = {
      a: {
        revision: 1,
        scores: {},
        imported: imported as unknown as ImportedMethod[],
        roadLikeness: {},
        errors: {},
      },
    };
    show('imported:x');
    return shownRegions(state)?.key;
  };
  expect(keyWith(1)).toContain('imported:x');
  expect(keyWith(1)).not.toBe(keyWith(2));
});

import { beforeEach, describe, expect, it } from 'vitest';
import { regionsOf } from '#src/engine-client/testing/fake-regions';
import { openPictures } from '#src/session/testing/pictures-page';
import { activePane } from '#src/store/selectors';
import { keepEntry } from '#src/store/set/keep-survey';
import { surveyTerms } from '#src/store/set/survey-terms';
import { getState, patchPicture, patchResults, patchSet, patchView } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';
import { listedNumbers, restedThreshold, surveyNumbers } from './set-numbers';

const SIZE = { width: 64, height: 36 };
const CELLS = 64 * 36;

/** Two objects in the map: one of 100 cells at full height, one of 4 cells at half. */
function know(id: string): void {
  const terms = surveyTerms(getState(), id);
  if (!terms) throw new Error('There is no method.');
  const levels = new Uint8Array(CELLS).fill(1);
  for (let y = 0; y < 10; y++) levels.fill(255, y * 64, y * 64 + 10);
  levels.fill(128, 30 * 64, 30 * 64 + 4);
  const threshold = terms.info.defaultThreshold;
  const map = { ...SIZE, range: { min: 0, max: 1 }, levels };
  const objects = [0.05, 0.0002];
  const survey = {
    pictureId: id,
    threshold,
    shareAbove: 0.0502,
    objects,
    meanScore: 0,
    flagScore: 1,
    map,
  };
  keepEntry(id, { key: terms.key, survey, error: null });
}

beforeEach(() => {
  openPictures(['a', 'b']);
  const info = { ...SIZE, original: SIZE, format: 'PNG', notices: [] };
  for (const id of ['a', 'b']) {
    patchPicture(id, { info });
    know(id);
  }
});

describe('numbers of the list', () => {
  it('are exact at the threshold of the survey', () => {
    expect(surveyNumbers(getState(), 'b')).toEqual({ objects: 2, largest: 0.05, share: 0.0502 });
  });

  it('are counted in the small map at another one, once the slider has rested', () => {
    patchView({ thresholds: { 'max-entropy': 0.3 } });
    expect(surveyNumbers(getState(), 'b')?.share).toBe(0.0502);
    patchSet({ thresholds: getState().view.thresholds });
    expect(restedThreshold(getState(), 'b')).toBe(0.3);
    expect(surveyNumbers(getState(), 'b')).toEqual({
      objects: 2,
      largest: 100 / CELLS,
      share: 104 / CELLS,
    });
    patchSet({ thresholds: { 'max-entropy': 0.8 } });
    expect(surveyNumbers(getState(), 'b')).toMatchObject({ objects: 1, share: 100 / CELLS });
  });

  it('leave out what the least area hides', () => {
    patchView({ minArea: 2 });
    expect(surveyNumbers(getState(), 'b')?.objects).toBe(1);
  });

  it('of the shown picture are those of the stage, as soon as it has them', () => {
    patchView({ shownId: 'a', thresholds: { 'max-entropy': 0.85 } });
    expect(listedNumbers(getState(), 'a')?.objects).toBe(2);
    const pane = paneViewOf(getState(), activePane(getState()));
    patchResults({ regions: { [pane.paneId]: regionsOf('a', pane, 0) } });
    expect(listedNumbers(getState(), 'a')).toMatchObject({ objects: 1, largest: 40 / CELLS });
    expect(listedNumbers(getState(), 'b')?.objects).toBe(2);
  });

  it('are none of another method', () => {
    const panes = getState().view.panes.map((entry) => ({ ...entry, methodId: 'entropy' }));
    patchView({ panes });
    expect(surveyNumbers(getState(), 'b')).toBeNull();
  });
});

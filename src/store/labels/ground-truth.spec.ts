import { beforeEach, describe, expect, it } from 'vitest';
import type { LabelInfo } from '#src/protocol/labels';
import { fittablePictures } from '#src/store/classifiers';
import { initialState } from '#src/store/initial-state';
import type { MeasuredAt, PictureMeasurement } from '#src/store/results-slice';
import type { ListedPicture, PictureLabel, State } from '#src/store/state';
import {
  canShowErrors,
  currentMeasuredAt,
  FILTERS,
  layerOf,
  shownLabel,
  shownMeasurement,
} from './ground-truth';

let state: State;
const label = (info: Partial<LabelInfo> | null): PictureLabel => ({
  serial: 1,
  fileName: 'label.png',
  info: info as LabelInfo | null,
  error: null,
  unexplained: false,
});
function list(labels: Record<string, PictureLabel | null>): void {
  const entries = Object.entries(labels);
  state.pictures.order = entries.map(([id]) => id);
  state.pictures.byId = Object.fromEntries(
    entries.map(([id, ofPicture]) => [id, { id, label: ofPicture } as ListedPicture]),
  );
}

beforeEach(() => {
  state = initialState();
  state.view.shownId = 'a';
});

describe('the label of the shown picture', () => {
  it('is its own, if it has one', () => {
    const own = label(null);
    list({ a: own, b: label(null) });
    expect(shownLabel(state)).toBe(own);
    list({ a: null });
    expect(shownLabel(state)).toBeNull();
    list({});
    expect(shownLabel(state)).toBeNull();
  });

  it('shows errors once it is read and holds anomalies', () => {
    const errorsLayer = { paneId: 'pane-1', methodId: 'entropy', layer: 'errors' } as const;
    for (const [info, shows] of [
      [null, false],
      [{ closedSet: true }, false],
      [{ closedSet: false }, true],
    ] as const) {
      list({ a: label(info) });
      expect(canShowErrors(state)).toBe(shows);
      expect(layerOf(state, errorsLayer)).toBe(shows ? 'errors' : 'mask');
    }
    list({ a: null });
    expect(canShowErrors(state)).toBe(false);
  });

  it('makes a picture one that a classifier can be fitted to', () => {
    list({
      a: label({ closedSet: false }),
      b: label({ closedSet: true }),
      c: label(null),
      d: null,
      e: label({ closedSet: false }),
    });
    expect(fittablePictures(state)).toEqual(['a', 'e']);
  });
});

describe('layers that every picture has', () => {
  it.each(['picture', 'mask', 'heat', 'classes'] as const)('%s is shown as chosen', (layer) => {
    expect(layerOf(state, { paneId: 'pane-1', methodId: 'entropy', layer })).toBe(layer);
  });

  it('so is the open map of a network that learns', () => {
    const pane = { paneId: 'pane-1', methodId: 'dmlnet', layer: 'open-map' } as const;
    expect(layerOf(state, pane)).toBe('open-map');
  });
});

describe('measurements', () => {
  const measured = { key: 'k', pictureId: 'a' } as PictureMeasurement;
  const measuredAt = (part: Partial<MeasuredAt>) =>
    ({ key: 'k', methodId: 'max-entropy', ...part }) as MeasuredAt;

  it('are those of the shown picture', () => {
    expect(shownMeasurement(state)).toBeNull();
    state.results.measurement = measured;
    expect(shownMeasurement(state)).toBe(measured);
    state.view.shownId = 'b';
    expect(shownMeasurement(state)).toBeNull();
  });

  it('at a threshold belong to it and to the active method', () => {
    state.results.measurement = measured;
    const own = measuredAt({});
    state.results.measuredAt = own;
    expect(currentMeasuredAt(state)).toBe(own);
    state.results.measuredAt = measuredAt({ key: 'older' });
    expect(currentMeasuredAt(state)).toBeNull();
    state.results.measuredAt = measuredAt({ methodId: 'rpl' });
    expect(currentMeasuredAt(state)).toBeNull();
    state.results.measuredAt = null;
    expect(currentMeasuredAt(state)).toBeNull();
  });
});

describe('size filters', () => {
  it('are those of the tracks of SegmentMeIfYouCan', () => {
    expect(FILTERS).toEqual({
      none: { minPredicted: 0, minGroundTruth: 0 },
      obstacle: { minPredicted: 50, minGroundTruth: 10 },
      anomaly: { minPredicted: 500, minGroundTruth: 100 },
    });
  });
});

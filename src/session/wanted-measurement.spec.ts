import { beforeEach, describe, expect, it } from 'vitest';
import type { LabelInfo } from '#src/protocol/labels';
import { analyzeSelected } from '#src/session/analyze-picture';
import { forgetHeld } from '#src/session/held/record';
import { measurePicture } from '#src/session/measure-picture';
import { openPictures, READING } from '#src/session/testing/pictures-page';
import {
  getState,
  patchPicture,
  patchResults,
  patchView,
  setPictureResult,
} from '#src/store/store';
import { wantedAtThreshold, wantedMeasurement } from './wanted-measurement';

const INFO: LabelInfo = {
  width: 64,
  height: 36,
  reading: READING,
  turn: { picture: 1, label: 1 },
  closedSet: false,
  notice: null,
  counts: { normal: 1, anomaly: 1, ignore: 0 },
};
const wanted = () => wantedMeasurement(getState());
const label = (info: LabelInfo | null, serial = 1) =>
  patchPicture('a', {
    label: { serial, fileName: 'a_label.png', info, error: null, unexplained: false },
  });

beforeEach(async () => {
  openPictures(['a']);
  const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: 'dmlnet' }));
  patchView({ layout: 'single', panes });
  await analyzeSelected();
  label(INFO);
});

describe('what is measured of a picture', () => {
  it('are its scores against its label', () => {
    expect(wanted()).toMatchObject({
      pictureId: 'a',
      settings: [{ methodId: 'dmlnet' }],
      closedSetModel: null,
      masks: 0,
    });
  });

  it.each([
    ['no picture is shown', () => patchView({ shownId: null })],
    ['it has no label', () => patchPicture('a', { label: null })],
    ['its label has not been read', () => label(null)],
    ['its scores are not there yet', () => patchPicture('a', { state: 'analysing' })],
    ['the worker has dropped its scores', () => forgetHeld('a')],
  ])('is nothing while %s', (_why, happens) => {
    happens();
    expect(wanted()).toBeNull();
  });

  it('is something else with another label, another reading of it, or other settings', () => {
    const keys = [wanted()];
    label(INFO, 2);
    keys.push(wanted());
    label({ ...INFO, reading: { as: 'soft' } }, 2);
    keys.push(wanted());
    label({ ...INFO, turn: { picture: 3, label: 3 } }, 2);
    keys.push(wanted());
    expect(new Set(keys.map((measurement) => measurement?.labelKey)).size).toBe(4);
    expect(new Set(keys.map((measurement) => measurement?.key)).size).toBe(4);
  });

  it('are the classes alone where the label holds classes, once the network has run', () => {
    label({ ...INFO, closedSet: true });
    expect(wanted()).toMatchObject({ closedSetModel: 'dmlnet', settings: [] });
    setPictureResult('a', { ...getState().results.byPicture.a!, roadLikeness: {} });
    expect(wanted()).toBeNull();
  });
});

describe('what is measured at the threshold', () => {
  const atThreshold = () => wantedAtThreshold(getState());

  it('waits for the measurement over all thresholds, of this method and these scores', async () => {
    expect(atThreshold()).toBeNull();
    await measurePicture(wanted()!);
    expect(atThreshold()).toMatchObject({
      measurementKey: wanted()?.key,
      params: { pictureId: 'a', settings: { methodId: 'dmlnet' } },
    });
    const { measurement } = getState().results;
    patchResults({ measurement: { ...measurement!, methods: [] } });
    expect(atThreshold()).toBeNull();
    patchResults({ measurement });
    label(INFO, 2);
    expect(atThreshold()).toBeNull();
  });

  it('depends on the threshold', async () => {
    await measurePicture(wanted()!);
    const before = atThreshold();
    patchView({ thresholds: { dmlnet: 0.123 } });
    expect(atThreshold()?.params.threshold).toBe(0.123);
    expect(atThreshold()?.key).not.toBe(before?.key);
    expect(atThreshold()?.measurementKey).toBe(before?.measurementKey);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { modelOf } from '#src/methods/registry';
import type { ModelInfo } from '#src/protocol/models';
import { DRIVE, openDrivePage, openedDrive } from '#src/session/testing/drives-page';
import { frameId } from '#src/store/drives/drive-ids';
import { activePane } from '#src/store/selectors';
import {
  getState,
  patchBenchmark,
  patchDrive,
  patchPicture,
  patchPictures,
  patchResults,
  patchSession,
  patchView,
} from '#src/store/store';
import { addNumbers } from './drive-records';
import { driveMethods, runProgress, wantedFrame } from './wanted-frame';

const FIRST = frameId(DRIVE, 0);
const wanted = () => wantedFrame(getState());
const map = { width: 1, height: 1, range: { min: 0, max: 1 }, levels: Uint8Array.of(1) };

/** The frames have been analysed with what the panes show. */
function analyse(...indexes: number[]): void {
  for (const index of indexes)
    addNumbers(
      DRIVE,
      driveMethods(getState(), DRIVE).map(({ methodId, key }) => ({
        index,
        methodId,
        key,
        peak: index === 10 ? 0.9 : 0.1,
        map,
      })),
    );
}

const ready = { state: 'ready', info: {} as ModelInfo } as const;

/** Frames at 0, 0.1 .. 2 s, one key frame, two a second. */
beforeEach(async () => {
  await openDrivePage(21);
  patchSession({ models: { [modelOf(activePane(getState()).methodId)]: ready } });
  patchResults({
    drawn: {
      pictureId: FIRST,
      transform: { scale: 1, offsetX: 0, offsetY: 0 },
      canvas: { width: 1, height: 1 },
    },
  });
});

describe('the frame that is analysed next', () => {
  it('is the first key frame, then those between, then those around a peak', () => {
    const order: (number | null)[] = [];
    for (let step = 0; step < 6; step++) {
      const next = wanted();
      order.push(next?.index ?? null);
      if (next) analyse(next.index);
    }
    expect(order.slice(0, 5)).toEqual([0, 5, 10, 15, 20]);
    expect([7, 8, 12, 13]).toContain(order[5]);
  });

  it('comes with the one after it, whose decoding begins meanwhile', () => {
    expect(wanted()).toMatchObject({ driveId: DRIVE, index: 0, next: 5, leftOut: null });
  });

  it('is asked with the methods of all panes at once', () => {
    patchView({ layout: 'two' });
    const models = Object.fromEntries(
      driveMethods(getState(), DRIVE).map(({ methodId }) => [modelOf(methodId), ready]),
    );
    expect(wanted()).toBeNull(); // a network is not there yet
    patchSession({ models });
    expect(wanted()?.methods.map(({ methodId }) => methodId)).toEqual(['max-entropy', 'entropy']);
  });

  it('is an earlier one again for another method', () => {
    analyse(0, 5);
    const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: 'entropy' }));
    patchView({ panes });
    patchSession({ models: { [modelOf('entropy')]: ready } });
    expect(wanted()?.index).toBe(0);
  });

  it('is none that has failed', () => {
    patchDrive(DRIVE, { failed: { 0: 'It is damaged.' } });
    expect(wanted()?.index).toBe(5);
  });

  it.each<[string, () => void]>([
    ['a person has paused', () => patchDrive(DRIVE, { run: 'paused' })],
    ['a person has ended it', () => patchDrive(DRIVE, { run: 'off' })],
    ['the drive plays', () => patchDrive(DRIVE, { speed: 1 })],
    ['another picture is selected', () => patchPictures({ selectedId: null })],
    ['the selected frame is not drawn', () => patchResults({ drawn: null })],
    ['the selected frame is being opened', () => patchPicture(FIRST, { state: 'loading' })],
    [
      'something is being waited for',
      () => patchSession({ activity: { label: 'Analysing', cancellable: true } }),
    ],
    ['there is no worker', () => patchSession({ engineState: 'recovering' })],
    ['the benchmark runs', () => patchBenchmark({ runState: 'running' })],
  ])('is none while %s', (_why, change) => {
    expect(wanted()).not.toBeNull();
    change();
    expect(wanted()).toBeNull();
  });
});

it('progress counts what is done and what is to come, failures too', () => {
  analyse(0, 5);
  patchDrive(DRIVE, { failed: { 10: 'It is damaged.' }, millisecondsPerFrame: 400 });
  expect(runProgress(getState(), openedDrive())).toEqual({
    done: 3,
    total: 5,
    failed: 1,
    millisecondsLeft: 800,
  });
});

/** Which frame of which drive is analysed next, with what, and how far that is. */
import { framePlan, peaksOf } from '#src/core/drives/frame-plan';
import { type LeftOut, leftOutKey } from '#src/core/ground-truth/left-out';
import { firstLookOf } from '#src/methods/looks';
import { modelOf } from '#src/methods/registry';
import type { MethodSettings } from '#src/protocol/scores';
import { driveRecords, recordsBy } from '#src/store/drives/drive-records';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { listedFrame, shownDrive } from '#src/store/drives/shown-drive';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import { methodInfo, settingsOf } from '#src/store/method-info';
import { modelStatus } from '#src/store/models';
import { activePane, isDrawn, selectedPicture, visiblePanes } from '#src/store/selectors';
import type { State } from '#src/store/state';

/** Frames around which every frame is looked at. */
const MOST_PEAKS = 8;

/** A method as the frames of a drive are looked at with it. */
export interface DriveMethod {
  methodId: string;
  settings: MethodSettings;
  /** Tells numbers by other settings or another region of interest apart. */
  key: string;
}

export interface WantedFrame {
  driveId: string;
  index: number;
  /** The frame after it; null when it is the last. */
  next: number | null;
  methods: DriveMethod[];
  leftOut: LeftOut | null;
}

/** The methods of the visible panes, the active one first; scores from files are of single pictures. */
export function driveMethods(state: State, driveId: string): DriveMethod[] {
  const panes = [activePane(state), ...visiblePanes(state.view)];
  const leftOut = leftOutOf(state, listedFrame(state, driveId) ?? '');
  return [...new Set(panes.map(({ methodId }) => methodId))].flatMap((methodId) => {
    const info = methodInfo(methodId, null);
    if (info.id !== methodId) return [];
    const settings = firstLookOf(settingsOf(info, state.view)); // two would take six times as long
    return { methodId, settings, key: `${JSON.stringify(settings)} ${leftOutKey(leftOut)}` };
  });
}

/** The frames still to be analysed, in their order. */
function planOf(drive: OpenDrive, methods: readonly DriveMethod[]): number[] {
  const [first] = methods;
  if (!drive.facts || !first) return [];
  const { timestamps, keyFrames } = drive.facts;
  const done = new Set(Object.keys(drive.failed).map(Number));
  for (const { index, methods: known } of driveRecords.get(drive.id)?.values() ?? [])
    if (methods.every(({ methodId, key }) => known[methodId]?.key === key)) done.add(index);
  const { perSecond } = drive;
  const coarse = framePlan({ timestamps, keyFrames, perSecond, done, peaks: [] });
  if (coarse.length > 0) return coarse;
  const known = recordsBy(drive.id, first.methodId, first.key);
  const scores = known.map((record) => record.methods[first.methodId]?.peak ?? 0);
  const peaks = peaksOf(
    known.map(({ index }) => index),
    scores,
    MOST_PEAKS,
  );
  return framePlan({ timestamps, keyFrames, perSecond, done, peaks });
}

/** A plan is made once for each state of its drive and each choice of methods. */
let planned: { drive: OpenDrive; keys: string; plan: number[] } | null = null;

function planFor(state: State, drive: OpenDrive): { plan: number[]; methods: DriveMethod[] } {
  const methods = driveMethods(state, drive.id);
  const keys = JSON.stringify(methods.map(({ key }) => key));
  const isSame =
    planned?.keys === keys &&
    planned.drive.id === drive.id &&
    planned.drive.revision === drive.revision &&
    planned.drive.failed === drive.failed &&
    planned.drive.facts === drive.facts &&
    planned.drive.perSecond === drive.perSecond;
  if (!planned || !isSame) planned = { drive, keys, plan: planOf(drive, methods) };
  return { plan: planned.plan, methods };
}

/**
 * The next frame of the shown drive; null while there is none, it plays, a person has paused, or
 * something else has precedence: the selected frame until it is drawn, a network that is not there, the
 * benchmark.
 */
export function wantedFrame(state: State): WantedFrame | null {
  const { session, benchmark } = state;
  const drive = shownDrive(state);
  if (!drive?.facts || drive.kind === 'live' || drive.run !== 'on' || drive.speed !== 0)
    return null;
  if (session.engineState !== 'ready' || session.activity) return null;
  if (benchmark.runState !== 'idle' && benchmark.runState !== 'paused') return null;
  const selected = selectedPicture(state);
  if (selected?.state === 'queued' || selected?.state === 'loading') return null;
  if (selected?.state === 'ready' && !isDrawn(state)) return null;
  const { plan, methods } = planFor(state, drive);
  const isReady = methods.every(
    ({ methodId }) => modelStatus(state, modelOf(methodId))?.state === 'ready',
  );
  const [index, next = null] = plan;
  if (index === undefined || !isReady) return null;
  const leftOut = leftOutOf(state, listedFrame(state, drive.id) ?? '');
  return { driveId: drive.id, index, next, methods, leftOut };
}

export interface RunProgress {
  /** Frames that have numbers by all methods shown, or cannot have them. */
  done: number;
  total: number;
  failed: number;
  /** Null while nothing is known of how long one takes. */
  millisecondsLeft: number | null;
}

/** How far the analysis of a drive is; null for a live one and before it is open. */
export function runProgress(state: State, drive: OpenDrive): RunProgress | null {
  if (!drive.facts || drive.kind === 'live') return null;
  const { plan, methods } = planFor(state, drive);
  const failed = Object.keys(drive.failed).length;
  let done = failed;
  for (const { methods: known } of driveRecords.get(drive.id)?.values() ?? [])
    if (methods.every(({ methodId, key }) => known[methodId]?.key === key)) done += 1;
  const each = drive.millisecondsPerFrame;
  const millisecondsLeft = each === null ? null : each * plan.length;
  return { done, total: done + plan.length, failed, millisecondsLeft };
}

/** What the timeline draws of the shown drive, from the store and the summaries beside it. */
import type { Plot, PlotMoment, PlotRow } from '#src/components/timeline/draw-timeline';
import type { Range } from '#src/core/types';
import { driveSummaries, type MethodSummary } from '#src/store/drives/drive-summary';
import type { OpenDrive, TimelineMeasure } from '#src/store/drives/drives-slice';
import { playheadTime } from '#src/store/drives/shown-drive';
import { wholeOf, windowOf } from '#src/store/drives/timeline-window';
import { driveMethods } from '#src/store/drives/wanted-frame';
import { inChosenScale, type MethodInfo, methodInfo } from '#src/store/method-info';
import { thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';

/** A method of the timeline with its threshold as it is this moment. */
export interface RowMethod {
  info: MethodInfo;
  threshold: number;
  /** Once the slider has rested. */
  rested: number;
}

export function rowMethods(state: State, drive: OpenDrive): RowMethod[] {
  return driveMethods(state, drive.id).map(({ methodId }) => {
    const info = inChosenScale(methodInfo(methodId, null), state.view.parameters);
    const rested = state.set.thresholds[info.id] ?? info.defaultThreshold;
    return { info, threshold: thresholdOf(state, info), rested };
  });
}

export const MEASURE_TITLES: Record<TimelineMeasure, string> = {
  peak: 'Score',
  area: 'Area',
  tracks: 'Tracks',
};

/** Room above and below what an axis shows: of that, and at least of the usual scores. */
const [ROOM, LEAST_ROOM] = [0.2, 0.02];

/**
 * The scores that there are and the threshold, with some room to drag that in; of shares and counts
 * from nothing to the most.
 * @param threshold once it has rested: the axis must not move under a hand.
 */
export function axisOf(
  measure: TimelineMeasure,
  { displayRange }: Pick<MethodInfo, 'displayRange'>,
  values: readonly number[],
  threshold: number,
): Range {
  if (measure !== 'peak') {
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    return { min: 0, max: most > 0 ? most : 1 };
  }
  if (values.length === 0) return displayRange;
  const least = values.reduce((a, b) => Math.min(a, b), threshold);
  const most = values.reduce((a, b) => Math.max(a, b), threshold);
  const usual = displayRange.max - displayRange.min;
  const room = Math.max(ROOM * (most - least), LEAST_ROOM * usual);
  return { min: least - room, max: most + room };
}

function rowOf(
  { info, threshold, rested }: RowMethod,
  summary: MethodSummary | undefined,
  measure: TimelineMeasure,
): PlotRow {
  const values = summary?.timeline[measure] ?? [];
  return {
    title: info.shortTitle,
    timestamps: summary?.timeline.timestamps ?? [],
    values,
    axis: axisOf(measure, info, values, rested),
    threshold: measure === 'peak' ? threshold : null,
  };
}

function momentsIn(summary: MethodSummary | undefined, drive: OpenDrive): PlotMoment[] {
  const colours = new Map(summary?.tracks.map(({ id, colour }) => [id, colour]));
  return (summary?.moments ?? []).toReversed().map(({ trackId, from, to }) => ({
    from,
    to,
    colour: colours.get(trackId) ?? '',
    isSelected: trackId === drive.selectedTrack,
  }));
}

/** Seconds that a frame of a live drive stands for at most. */
const LIVE_STEP = 10;

/** Seconds between two frames of the analysis: of every frame, what a frame lasts. */
function stepOf(drive: OpenDrive): number {
  if (drive.kind === 'live') return LIVE_STEP;
  const { from, to } = wholeOf(drive);
  return Math.max(1 / drive.perSecond, (to - from) / (drive.facts?.timestamps.length ?? 1));
}

/** Moments are those of the active method, the best of them over the others. */
export function plotOf(state: State, drive: OpenDrive): Plot {
  const { measure } = state.drives;
  const summaries = driveSummaries.get(drive.id) ?? [];
  const summaryOf = (id: string) => summaries.find(({ methodId }) => methodId === id);
  const methods = rowMethods(state, drive);
  return {
    rows: methods.map((method) => rowOf(method, summaryOf(method.info.id), measure)),
    moments: momentsIn(summaryOf(methods[0]?.info.id ?? ''), drive),
    failed: Object.keys(drive.failed).map((index) => drive.facts?.timestamps[Number(index)] ?? 0),
    playhead: playheadTime(drive),
    window: windowOf(drive),
    step: stepOf(drive),
  };
}

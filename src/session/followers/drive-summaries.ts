/** Keeps tracks, moments and the rows of the timeline in step with numbers and thresholds. */
import { follow, type Wanted } from '#src/session/follow';
import { recordsBy } from '#src/store/drives/drive-records';
import { driveSummaries, summarise, trackAgain } from '#src/store/drives/drive-summary';
import type { DrivesSlice } from '#src/store/drives/drives-slice';
import { shownDrive } from '#src/store/drives/shown-drive';
import { driveMethods } from '#src/store/drives/wanted-frame';
import { inChosenScale, methodInfo } from '#src/store/method-info';
import type { State } from '#src/store/state';
import { getState, patchDrive, patchDrives } from '#src/store/store';

/** How much longer than it takes it rests, so that a long drive leaves the page free. */
const REST_TIMES = 4;
const LEAST_REST_MS = 100;

interface Wish extends Wanted {
  driveId: string;
  methods: { methodId: string; key: string; threshold: number }[];
  smoothing: DrivesSlice['smoothing'];
}

function wanted(state: State): Wish | null {
  const drive = shownDrive(state);
  if (!drive) return null;
  const methods = driveMethods(state, drive.id).map(({ methodId, key }) => {
    const info = inChosenScale(methodInfo(methodId, null), state.view.parameters);
    return { methodId, key, threshold: state.set.thresholds[methodId] ?? info.defaultThreshold };
  });
  const { smoothing } = state.drives;
  const key = `${drive.id} ${drive.revision} ${smoothing} ${JSON.stringify(methods)}`;
  return { key, driveId: drive.id, methods, smoothing };
}

export function followDriveSummaries(): () => void {
  let last = '';
  return follow<Wish>({
    wanted,
    known: ({ key }) => key === last,
    ask: async ({ key, driveId, methods, smoothing }) => {
      const start = performance.now();
      const summaries = methods.map(({ methodId, key: settings, threshold }) =>
        summarise(recordsBy(driveId, methodId, settings), methodId, threshold, smoothing),
      );
      const before = driveSummaries.get(driveId)?.[0]?.tracks ?? [];
      driveSummaries.set(driveId, summaries);
      const chosen = getState().drives.byId[driveId]?.selectedTrack ?? null;
      if (chosen !== null)
        patchDrive(driveId, {
          selectedTrack: trackAgain(before, summaries[0]?.tracks ?? [], chosen),
        });
      last = key;
      patchDrives({ summarised: getState().drives.summarised + 1 });
      const rest = Math.max(LEAST_REST_MS, REST_TIMES * (performance.now() - start));
      await new Promise((resolve) => setTimeout(resolve, rest));
    },
    rest: 0,
  });
}

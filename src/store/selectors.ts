import type { PaneRegions } from '#src/protocol/view';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { inChosenScale, type MethodInfo, methodInfo } from '#src/store/method-info';
import type { PictureResult } from '#src/store/results-slice';
import type { Layout, ListedPicture, PaneSettings, State } from '#src/store/state';

const PANE_COUNT: Record<Layout, number> = { single: 1, two: 2, four: 4, swipe: 2 };

export function paneCount(layout: Layout): number {
  return PANE_COUNT[layout];
}

export function visiblePanes(view: State['view']): PaneSettings[] {
  return view.panes.slice(0, paneCount(view.layout));
}

export function selectedPicture(state: State): ListedPicture | null {
  return state.pictures.byId[state.pictures.selectedId ?? ''] ?? null;
}

/** The picture that the stage is about. */
export function shownPicture(state: State): ListedPicture | null {
  return state.pictures.byId[state.view.shownId ?? ''] ?? null;
}

/**
 * Whether the canvases hold the shown picture. Until then they hold nothing, or another picture,
 * which nobody may take for it.
 */
export function isDrawn({ results, view }: State): boolean {
  return view.shownId !== null && results.drawn?.pictureId === view.shownId;
}

/**
 * Whether the canvases are seen: they hold the shown picture, or the frame of its drive before it,
 * whose place it takes at the next drawing. A drive that plays would flicker otherwise.
 */
export function isSeen(state: State): boolean {
  const drawn = driveIdOf(state.results.drawn?.pictureId ?? null);
  const isNext = drawn !== null && drawn === driveIdOf(state.view.shownId);
  return isDrawn(state) || (isNext && shownPicture(state)?.state !== 'failed');
}

export function shownResult(state: State): PictureResult | null {
  return state.results.byPicture[state.view.shownId ?? ''] ?? null;
}

export function activePane(state: State): PaneSettings {
  return visiblePanes(state.view)[state.view.activePane] ?? paneAt(state, 0);
}

/** @param index of a pane: there are always four. */
export function paneAt({ view }: State, index: number): PaneSettings {
  return view.panes[index] as PaneSettings;
}

export function activeMethod(state: State): MethodInfo {
  const info = methodInfo(activePane(state).methodId, shownResult(state));
  return inChosenScale(info, state.view.parameters);
}

export function thresholdOf(state: State, info: MethodInfo): number {
  return state.view.thresholds[info.id] ?? info.defaultThreshold;
}

/**
 * The regions a pane shows, or null while those of another picture or method are the last known.
 */
export function regionsOfPane(
  state: State,
  { paneId, methodId }: PaneSettings,
): PaneRegions | null {
  const regions = state.results.regions[paneId];
  return regions?.pictureId === state.view.shownId && regions.methodId === methodId
    ? regions
    : null;
}

/** Regions of the active pane. */
export function currentRegions(state: State): PaneRegions | null {
  return regionsOfPane(state, activePane(state));
}

/**
 * Whether the selected picture was opened from the results of the benchmark: then they are where
 * the way back leads.
 */
export function isVisiting({ benchmark: { visited, result }, pictures }: State): boolean {
  return result !== null && visited !== null && visited.pictureId === pictures.selectedId;
}

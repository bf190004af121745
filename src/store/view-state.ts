/** From the store to what the engine draws. */
import type { PaneLayer, Range } from '#src/core/types';
import type { ComparedPane, PaneView, ViewState } from '#src/protocol/view';
import { removalOf } from '#src/store/classifiers';
import { layerOf } from '#src/store/labels/ground-truth';
import { shownLeftOut } from '#src/store/labels/region-of-interest';
import { inChosenScale, type MethodInfo, methodInfo } from '#src/store/method-info';
import { shownSettings } from '#src/store/models';
import { learntOfPane, trainingLabelsOfPane } from '#src/store/open-world/open-world';
import { shownPicture, shownResult, thresholdOf, visiblePanes } from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';
import { comparedPane, isFirstPane } from '#src/store/view/compared-pane';
import { transformOf } from '#src/store/zoom';

/** Powers of ten by which a score is rarer for one method than for the other, at the ends of the difference's colours. */
export const MOST_DECADES = 2;

/**
 * Ends of the colour map: fixed per method, or the picture's own when the user asked for that. Of
 * the residual norm the picture's own are its 1st and 99th percentile: a few pixels have many times
 * the norm of the rest.
 */
export function displayRangeOf(state: State, info: MethodInfo, layer: PaneLayer): Range {
  if (layer === 'difference') return { min: -MOST_DECADES, max: MOST_DECADES };
  const score = shownResult(state)?.scores[info.id];
  const isResidual = layer === 'residual-norm';
  const own = isResidual ? score?.residualNorm : score?.range;
  const fixed = (isResidual ? info.residualNorm : null) ?? info.displayRange;
  const range = state.view.rangeMode === 'picture' && own ? own : fixed;
  return range.max > range.min ? range : { min: range.min, max: range.min + 1 };
}

export function paneViewOf(state: State, pane: PaneSettings): PaneView {
  const { view } = state;
  const known = methodInfo(pane.methodId, shownResult(state));
  const info = inChosenScale(known, view.parameters);
  const layer = layerOf(state, pane);
  return {
    paneId: pane.paneId,
    settings: shownSettings(state, pane),
    layer: view.peek ? 'picture' : layer,
    against: layer === 'difference' || layer === 'agreement' ? againstOf(state, pane) : null,
    threshold: thresholdOf(state, info),
    removal: removalOf(state, info),
    leftOut: shownLeftOut(state),
    learnt: learntOfPane(state, pane),
    colourMap: view.colourMap,
    displayRange: displayRangeOf(state, info, layer),
    opacity: layer === 'mask' ? view.tintOpacity : view.heatOpacity,
    outlines: view.outlines && !view.peek,
  };
}

/** The score and the mask of a pane, whatever layer it shows. */
export function comparedViewOf(state: State, pane: PaneSettings): ComparedPane {
  const { settings, threshold, removal } = paneViewOf(state, { ...pane, layer: 'mask' });
  return { settings, threshold, removal };
}

function againstOf(state: State, pane: PaneSettings): PaneView['against'] {
  const other = comparedPane(state, pane);
  return other && { ...comparedViewOf(state, other), isFirst: isFirstPane(state, other) };
}

/** What the worker draws of a pane: training labels lie on the plain picture, drawn by the page. */
function drawnView(state: State, pane: PaneSettings): PaneView {
  const whole = paneViewOf(state, pane);
  return trainingLabelsOfPane(state, pane)
    ? { ...whole, layer: 'picture', outlines: false }
    : whole;
}

/** The whole drawing without its revision, or null while there is no canvas to draw on. */
export function viewStateOf(state: State): Omit<ViewState, 'revision'> | null {
  const { view } = state;
  if (view.canvas.width < 1 || view.canvas.height < 1) return null;
  const size = shownPicture(state)?.info ?? null;
  return {
    pictureId: size ? view.shownId : null,
    panes: visiblePanes(view).map((pane) => drawnView(state, pane)),
    transform: transformOf(view.zoom, size ?? view.canvas, view.canvas),
    canvas: view.canvas,
    minArea: view.minArea,
    highlightedRegion: view.highlightedRegion,
    background: view.background,
  };
}

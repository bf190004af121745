/** What the panes show, as the panels of a figure. */
import { colourMap } from '#src/core/colours/colour-maps';
import type { FigurePanel, FigureScale } from '#src/core/figure/figure-svg';
import { formatScore, formatShare } from '#src/core/numbers';
import type { PaneLayer } from '#src/core/types';
import { ask } from '#src/session/held-pictures';
import { layerOf } from '#src/store/labels/ground-truth';
import { inChosenScale, methodInfo } from '#src/store/method-info';
import {
  regionsOfPane,
  shownPicture,
  shownResult,
  thresholdOf,
  visiblePanes,
} from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';
import { displayRangeOf, paneViewOf } from '#src/store/view-state';

/** As the mask is drawn, and what lies below the threshold. */
const [MASK, BELOW] = ['#ff2e93', '#99a2ac'];
/** Evenly spaced stops of a colour map. */
const STOPS = 18;

function heatStops(name: State['view']['colourMap']): FigureScale['stops'] {
  const colours = colourMap(name);
  return Array.from({ length: STOPS }, (_, stop) => {
    const at = stop / (STOPS - 1);
    const offset = Math.round(at * 255) * 3;
    return { at, colour: `rgb(${colours.subarray(offset, offset + 3).join(',')})` };
  });
}

function maskStops(threshold: number): FigureScale['stops'] {
  return [
    { at: 0, colour: BELOW },
    { at: threshold, colour: BELOW },
    { at: threshold, colour: MASK },
    { at: 1, colour: MASK },
  ];
}

function scaleOf(state: State, pane: PaneSettings, layer: PaneLayer): FigureScale | null {
  const isHeat = layer === 'heat' || layer === 'residual-norm';
  if (!isHeat && layer !== 'mask') return null;
  const info = inChosenScale(methodInfo(pane.methodId, shownResult(state)), state.view.parameters);
  const { min, max } = displayRangeOf(state, info, layer);
  const value = thresholdOf(state, info);
  const position = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return {
    min: formatScore(min),
    max: formatScore(max),
    unit: layer === 'residual-norm' ? 'squared norm' : info.unit,
    stops: isHeat ? heatStops(state.view.colourMap) : maskStops(position),
    threshold: layer === 'residual-norm' ? null : { position, text: formatScore(value) },
  };
}

async function asDataUrl(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const PART = 0x8000; // more arguments than this overflow the stack
  let text = '';
  for (let start = 0; start < bytes.length; start += PART)
    text += String.fromCharCode(...bytes.subarray(start, start + PART));
  return `data:${blob.type};base64,${btoa(text)}`;
}

/** @returns none without a shown picture. @throws AnomalensError as the export of an overlay. */
export async function figurePanels(state: State): Promise<FigurePanel[]> {
  const picture = shownPicture(state);
  const size = picture?.info;
  if (!picture || !size) return [];
  const panels: FigurePanel[] = [];
  for (const pane of visiblePanes(state.view)) {
    const { blob } = await ask('exportFile', {
      kind: 'overlay-png',
      pictureId: picture.id,
      fileName: picture.name,
      pane: paneViewOf(state, pane),
      minArea: state.view.minArea,
    });
    const layer = layerOf(state, pane);
    const regions = regionsOfPane(state, pane);
    panels.push({
      title: methodInfo(pane.methodId, shownResult(state)).title,
      note: layer === 'mask' && regions ? `${formatShare(regions.shareAbove)} of the picture` : '',
      picture: await asDataUrl(blob),
      size: { width: size.width, height: size.height },
      scale: scaleOf(state, pane, layer),
    });
  }
  return panels;
}

/** What the panes show, as the panels of a figure. */

import { colourMap } from '#src/core/colours/colour-maps';
import { differenceColours, sidesOf } from '#src/core/colours/comparison-colours';
import type { FigurePanel, FigureScale } from '#src/core/figure/figure-svg';
import { formatScore, formatShare } from '#src/core/numbers';
import type { PaneLayer } from '#src/core/types';
import { figureEntries } from '#src/session/figure/figure-entries';
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
import { comparedPane, isFirstPane } from '#src/store/view/compared-pane';
import { displayRangeOf, MOST_DECADES, paneViewOf } from '#src/store/view-state';

/** As the mask is drawn, and what lies below the threshold. */
const [MASK, BELOW] = ['#ff2e93', '#99a2ac'];
/** Evenly spaced stops of a colour map. */
const STOPS = 18;

function heatStops(colours: Uint8Array): FigureScale['stops'] {
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

function otherTitle(state: State, pane: PaneSettings): string {
  const other = comparedPane(state, pane);
  return other ? methodInfo(other.methodId, shownResult(state)).title : '';
}

function differenceScale(own: string, other: string, otherIsFirst: boolean): FigureScale {
  const times = 10 ** MOST_DECADES;
  return {
    min: `${times} × rarer for ${other}`,
    max: `for ${own}`,
    unit: '',
    stops: heatStops(differenceColours(sidesOf(otherIsFirst))),
    threshold: null,
  };
}

function noteOf(state: State, pane: PaneSettings, layer: PaneLayer): string {
  const regions = regionsOfPane(state, pane);
  return layer === 'mask' && regions ? `${formatShare(regions.shareAbove)} of the picture` : '';
}

function scaleOf(state: State, pane: PaneSettings, layer: PaneLayer): FigureScale | null {
  const isHeat = layer === 'heat' || layer === 'residual-norm';
  const info = inChosenScale(methodInfo(pane.methodId, shownResult(state)), state.view.parameters);
  if (layer === 'difference')
    return differenceScale(info.title, otherTitle(state, pane), !isFirstPane(state, pane));
  if (!isHeat && layer !== 'mask') return null;
  const { min, max } = displayRangeOf(state, info, layer);
  const value = thresholdOf(state, info);
  const position = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return {
    min: formatScore(min),
    max: formatScore(max),
    unit: layer === 'residual-norm' ? 'squared norm' : info.unit,
    stops: isHeat ? heatStops(colourMap(state.view.colourMap)) : maskStops(position),
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
    panels.push({
      title: methodInfo(pane.methodId, shownResult(state)).title,
      note: noteOf(state, pane, layer),
      picture: await asDataUrl(blob),
      size: { width: size.width, height: size.height },
      scale: scaleOf(state, pane, layer),
      entries: figureEntries(state, pane, layer),
    });
  }
  return panels;
}

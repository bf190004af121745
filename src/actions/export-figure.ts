import { figureSvg } from '#src/core/figure/figure-svg';
import { stemOf } from '#src/core/file-stem';
import { serialiseError } from '#src/protocol/errors';
import { figureNotes } from '#src/session/figure/figure-notes';
import { figurePanels } from '#src/session/figure/figure-panels';
import { rasterise } from '#src/session/figure/rasterise';
import { notify } from '#src/session/notices';
import { saveBlob } from '#src/session/save-blob';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

/** Wide pictures of two panes are printed one above the other in a column, as they are shown. */
function columnsOf(panels: number, isWide: boolean): number {
  return panels === 1 || (panels === 2 && isWide) ? 1 : 2;
}

/** The panes with names, scales and thresholds, as a figure for a paper. */
export async function exportFigure(kind: 'svg' | 'png'): Promise<void> {
  const state = getState();
  const picture = shownPicture(state);
  try {
    const panels = await figurePanels(state);
    const [first] = panels;
    if (!first || !picture) return;
    const isWide = first.size.width > 1.2 * first.size.height;
    const svg = figureSvg(panels, columnsOf(panels.length, isWide), figureNotes(state));
    const blob = kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await rasterise(svg);
    saveBlob(blob, `${stemOf(picture.name)}-figure.${kind}`);
  } catch (error) {
    const { code, message } = serialiseError(error);
    if (code !== 'cancelled') notify({ kind: 'error', text: `The figure failed: ${message}` });
  }
}

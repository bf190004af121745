import { useCallback, useRef } from 'react';
import { AnnotationOverlay } from '#src/components/open-world/annotate/annotation-overlay';
import { SpaceMark } from '#src/components/open-world/space/space-mark';
import { PromptOverlay } from '#src/components/prompts/prompt-overlay';
import { RegionOverlay } from '#src/components/region-of-interest/region-overlay';
import { LeftOutLayer } from '#src/components/stage/pane/left-out-layer';
import { useProvisionalTransform } from '#src/components/stage/pane/use-provisional-transform';
import { ProbeMark } from '#src/components/stage/probe-mark';
import { attachPane } from '#src/session/panes/attach-pane';
import { layerOf } from '#src/store/labels/ground-truth';
import { methodInfo } from '#src/store/method-info';
import { trainingLabelsOfPane } from '#src/store/open-world/open-world';
import {
  isDrawn,
  isSeen,
  paneAt,
  regionsOfPane,
  shownPicture,
  shownResult,
} from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

const LAYERS = {
  picture: 'picture',
  mask: 'mask of unknown regions',
  heat: 'heat map',
  classes: 'predicted classes',
  errors: 'errors of the mask',
  'residual-norm': 'heat map of the residual norm',
  'open-map': 'classes, those learnt here among them, and what is unknown',
  difference: 'difference to the other pane’s score',
  agreement: 'agreement with the other pane’s mask',
};

/** What a person would say the canvas shows. */
function describe(state: State, index: number): string {
  const picture = shownPicture(state);
  if (!picture) return 'No picture is open yet.';
  if (!isDrawn(state))
    return `${picture.name} ${picture.state === 'failed' ? 'is not shown.' : 'is being opened.'}`;
  const pane = paneAt(state, index);
  const { methodId } = pane;
  const count = regionsOfPane(state, pane)?.regionCount;
  const regions = count === undefined ? '' : ` ${count} regions above the threshold.`;
  const shown = trainingLabelsOfPane(state, pane)
    ? 'what a head would be taught'
    : LAYERS[layerOf(state, pane)];
  return `${picture.name}: ${shown}, ${methodInfo(methodId, shownResult(state)).title}.${regions}`;
}

/**
 * The picture as the list has it, until the worker has drawn it: what it is busy with may take a
 * while. Only where that lies as the drawing will.
 */
function Preview() {
  const url = useStore((state) => {
    const picture = shownPicture(state);
    const isAwaited = !isSeen(state) && picture?.state !== 'failed' && state.view.zoom === 'fit';
    return isAwaited ? (picture?.thumbnailUrl ?? null) : null;
  });
  return url && <img className="pane__preview" src={url} alt="" draggable={false} />;
}

/** The worker draws here and sets the canvas's pixel size; the page sets its size in CSS pixels. */
export function PaneCanvas({ index }: { index: number }) {
  const paneId = useStore((state) => paneAt(state, index).paneId);
  const label = useStore((state) => describe(state, index));
  const seen = useStore(isSeen);
  const width = useStore((state) => state.view.canvas.width / state.view.pixelRatio);
  const height = useStore((state) => state.view.canvas.height / state.view.pixelRatio);
  const box = useRef<HTMLElement>(null);
  useProvisionalTransform(box);
  const attach = useCallback(
    (element: HTMLCanvasElement | null) => {
      if (element) attachPane(paneId, element);
    },
    [paneId],
  );
  return (
    <section
      ref={box}
      className="pane__canvas"
      data-canvas-box
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the picture.
      tabIndex={0}
      aria-label={`Picture in pane ${index + 1}: arrow keys move, plus and minus zoom, 0 fits`}
    >
      <Preview />
      <canvas
        ref={attach}
        role="img"
        aria-label={label}
        data-drawn={seen}
        style={{ width, height }}
      />
      <LeftOutLayer />
      <PromptOverlay index={index} />
      <AnnotationOverlay index={index} />
      <RegionOverlay />
      <ProbeMark index={index} />
      <SpaceMark index={index} />
    </section>
  );
}

import { useEffect, useRef } from 'react';
import {
  type LabelClass,
  useLabelClasses,
} from '#src/components/open-world/learn/use-label-classes';
import { placeMap, usePlacement } from '#src/components/stage/pane/use-placement';
import type { TrainingLabels } from '#src/protocol/open-world';
import { trainingLabelsOfPane } from '#src/store/open-world/open-world';
import { paneAt, shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** What a head would be taught, cell by cell over the plain picture. */
export function TrainingLabelsLayer({ index }: { index: number }) {
  const labels = useStore((state) => trainingLabelsOfPane(state, paneAt(state, index)));
  return labels ? <LabelMap labels={labels} /> : null;
}

function LabelMap({ labels }: { labels: TrainingLabels }) {
  const classes = useLabelClasses();
  const opacity = useStore((state) => state.view.heatOpacity);
  const width = useStore((state) => shownPicture(state)?.info?.width ?? 1);
  const height = useStore((state) => shownPicture(state)?.info?.height ?? 1);
  const canvas = useRef<HTMLCanvasElement>(null);
  usePlacement(canvas, placeMap);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paint(context, labels, classes);
  }, [labels, classes]);
  return (
    <canvas
      ref={canvas}
      className="draft-mask"
      role="img"
      aria-label="Training labels"
      width={width}
      height={height}
      style={{ opacity }}
    />
  );
}

/** Each cell as a rectangle of picture pixels. */
function paint(
  context: CanvasRenderingContext2D,
  { width, height, labels, reach }: TrainingLabels,
  classes: readonly LabelClass[],
): void {
  const cells = new OffscreenCanvas(width, height);
  const small = cells.getContext('2d');
  if (!small) return;
  for (const [cell, label] of labels.entries()) {
    small.fillStyle = classes[label]?.colour ?? 'transparent';
    small.fillRect(cell % width, Math.floor(cell / width), 1, 1);
  }
  const { canvas } = context;
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(cells, 0, 0, reach.x * canvas.width, reach.y * canvas.height);
}

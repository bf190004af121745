import { paneAt } from '#src/store/selectors';
import '#src/components/stage/shapes.css';
import './annotation-overlay.css';
import { type CSSProperties, useRef } from 'react';
import { DraftMask } from '#src/components/open-world/annotate/draft-mask';
import { TrainingLabelsLayer } from '#src/components/open-world/learn/training-labels';
import { DrawnBox, DrawnPolygon, usePointer } from '#src/components/stage/drawn-shapes';
import { placeShapes, usePlacement } from '#src/components/stage/pane/use-placement';
import type { Point } from '#src/core/prompts/box-geometry';
import { activeAnnotationTool, draftOf, showsLearnt } from '#src/store/open-world/open-world';
import { shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/**
 * What is annotated, what would be taught, and what is being drawn, over the picture in a pane
 * whose network learns. Follows zoom and pan past React.
 */
export function AnnotationOverlay({ index }: { index: number }) {
  const isShown = useStore(
    (state) =>
      showsLearnt(paneAt(state, index)) && shownPicture(state) !== null && !state.view.peek,
  );
  if (!isShown) return null;
  return (
    <>
      <TrainingLabelsLayer index={index} />
      <Annotation />
    </>
  );
}

function Annotation() {
  const tool = useStore(activeAnnotationTool);
  const asking = useStore((state) => state.openWorld.asking > 0);
  const colour = useStore((state) => draftOf(state).colour);
  const group = useRef<SVGGElement>(null);
  usePlacement(group, placeShapes);
  return (
    <>
      <DraftMask />
      <svg
        className="shapes annotation"
        data-tool={tool ?? undefined}
        data-asking={asking}
        aria-hidden="true"
        style={{ '--class': colour } as CSSProperties}
      >
        <g ref={group}>
          <Stroke />
          <Brush />
          <Pointed />
        </g>
      </svg>
      <output className="visually-hidden">{asking ? 'Looking for the object.' : ''}</output>
    </>
  );
}

const text = (points: readonly Point[]) => points.map(({ x, y }) => `${x},${y}`).join(' ');

/** The box, the corners or the way of the brush, as far as they are drawn. */
function Stroke() {
  const tool = useStore(activeAnnotationTool);
  const stroke = useStore((state) => state.openWorld.stroke);
  const [first, second] = stroke;
  if (!first) return null;
  if (tool === 'polygon') return <DrawnPolygon corners={stroke} />;
  if (tool === 'box' && second) return <DrawnBox from={first} to={second} />;
  return <Way />;
}

/** A line of no length has no round ends in every browser, so a dot is a circle. */
function Way() {
  const stroke = useStore((state) => state.openWorld.stroke);
  const brush = useStore((state) => state.openWorld.brush);
  if (stroke.length === 1)
    return (
      <circle
        className="annotation__dot"
        cx={(stroke[0] as Point).x}
        cy={(stroke[0] as Point).y}
        r={brush / 2}
      />
    );
  return <polyline className="annotation__way" points={text(stroke)} strokeWidth={brush} />;
}

/** What the brush would paint under the pointer. */
function Brush() {
  const isOut = useStore((state) =>
    ['brush', 'eraser'].includes(activeAnnotationTool(state) ?? ''),
  );
  const brush = useStore((state) => state.openWorld.brush);
  const pointer = usePointer();
  if (!isOut || !pointer) return null;
  const circle = { cx: pointer.x, cy: pointer.y, r: brush / 2 };
  return (
    <>
      <circle className="shapes__halo" {...circle} />
      <circle className="shapes__line" {...circle} data-cursor />
    </>
  );
}

/**
 * The pixel that is pointed at in the plot of the metric space; under the probe there is the
 * pointer itself.
 */
function Pointed() {
  const pointed = useStore((state) =>
    state.results.probe === null ? state.openWorld.pointed : null,
  );
  if (!pointed) return null;
  return (
    <g transform={`translate(${pointed.x + 0.5} ${pointed.y + 0.5})`}>
      <circle className="shapes__upright shapes__halo" r={8} />
      <circle className="shapes__upright shapes__line" r={8} data-pointed />
    </g>
  );
}

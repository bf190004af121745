import '#src/components/stage/shapes.css';
import { type CSSProperties, useRef } from 'react';
import { DrawnBox, DrawnPolygon } from '#src/components/stage/drawn-shapes';
import { placeShapes, usePlacement } from '#src/components/stage/pane/use-placement';
import { shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Takes the pointer on every pane while something to be left out can be drawn. */
export function RegionOverlay() {
  const isOut = useStore(
    (state) => state.region.tool !== null && shownPicture(state) !== null && !state.view.peek,
  );
  return isOut ? <Drawing /> : null;
}

function Drawing() {
  const { tool, stroke } = useStore((state) => state.region);
  const [from, to] = stroke;
  const group = useRef<SVGGElement>(null);
  usePlacement(group, placeShapes);
  return (
    <svg
      className="shapes region-drawing"
      data-tool={tool}
      aria-hidden="true"
      style={{ '--class': '#0d0f11' } as CSSProperties}
    >
      <g ref={group}>
        {tool === 'rectangle' && from && to && <DrawnBox from={from} to={to} />}
        {tool === 'polygon' && from && <DrawnPolygon corners={stroke} />}
      </g>
    </svg>
  );
}

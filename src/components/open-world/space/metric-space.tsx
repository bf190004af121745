import './metric-space.css';
import { useEffect, useState } from 'react';
import { SpacePlot } from '#src/components/open-world/space/space-plot';
import { formatCount, formatShare } from '#src/components/ui/numbers';
import { openClasses, openWorldPane } from '#src/store/open-world/open-world';
import { patchOpenWorld, useStore } from '#src/store/store';

/** The embeddings of the shown picture, asked for while this is open. */
export function MetricSpaceView() {
  const [open, setOpen] = useState(false);
  const isShown = useStore((state) => openWorldPane(state) >= 0);
  useEffect(() => {
    patchOpenWorld({ wantsSpace: open });
    return () => {
      patchOpenWorld({ wantsSpace: false, pointed: null });
    };
  }, [open]);
  return (
    <details className="metric-space" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="disclosure">Metric space</summary>
      {open && (isShown ? <Space /> : <p className="muted">Show the open map first.</p>)}
    </details>
  );
}

function Space() {
  const space = useStore((state) => state.openWorld.space?.result ?? null);
  if (!space) return <p className="muted">Projecting the embeddings…</p>;
  const [u, v] = space.explained;
  return (
    <div className="metric-space__body">
      <SpacePlot space={space} />
      <Readout />
      <p className="muted">
        {formatCount(space.points.length)} pixels and the prototypes (diamonds; squares are learnt)
        in a plane that holds {formatShare(u + v)} of the variance: what looks close here can be far
        apart.
      </p>
    </div>
  );
}

/** The pixel that is pointed at, in the plot or in the picture. */
function Readout() {
  const pointed = useStore((state) => state.openWorld.pointed);
  const index = useStore(({ openWorld: { space, pointed: place } }) => {
    const point = place && space?.result.points.find(({ x, y }) => x === place.x && y === place.y);
    return point ? point.index : -1;
  });
  const entry = useStore((state) => openClasses(state)[index] ?? null);
  if (!pointed)
    return (
      <p className="metric-space__readout muted">
        Point at a dot to find its pixel, at the picture to find its dot.
      </p>
    );
  return (
    <p className="metric-space__readout" role="status">
      x {pointed.x} y {pointed.y}
      {entry && (
        <span>
          <i className="open-world__swatch" style={{ background: entry.colour }} /> {entry.name}
        </span>
      )}
    </p>
  );
}

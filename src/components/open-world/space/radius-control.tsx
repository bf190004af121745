import './radius-control.css';
import { setRadius } from '#src/actions/open-world/set-radius';
import { DistancePlot } from '#src/components/open-world/space/distance-plot';
import { shareWithin } from '#src/components/open-world/space/distance-shares';
import { NumberField } from '#src/components/ui/number-field';
import { formatScore, formatShare } from '#src/components/ui/numbers';
import { alongAxis, distanceAt } from '#src/core/open-world/radius-axis';
import type { DistanceHistogram } from '#src/protocol/open-world';

const STEPS = 1000;

interface Props {
  /** Place of the class in the order of learning. */
  position: number;
  name: string;
  radius: number;
  distances: DistanceHistogram | null;
}

/** Lambda of a learnt prototype: the histogram that is a slider, the slider, the number. */
export function RadiusControl({ position, name, radius, distances }: Props) {
  const set = (value: number) => setRadius(position, value);
  return (
    <div className="radius">
      {distances && <Shares distances={distances} radius={radius} />}
      {distances && <DistancePlot distances={distances} radius={radius} onMove={set} />}
      <input
        className="radius__slider"
        type="range"
        aria-label={`Lambda of ${name}`}
        aria-valuetext={formatScore(radius)}
        min={0}
        max={STEPS}
        value={Math.round(alongAxis(radius) * STEPS)}
        onChange={(event) => set(distanceAt(event.target.valueAsNumber / STEPS))}
      />
      <div className="radius__value">
        <span title="The largest squared distance to the prototype at which a pixel is of the class">
          λ, squared distance
        </span>
        <NumberField label={`Lambda value of ${name}`} value={radius} onCommit={set} />
      </div>
    </div>
  );
}

/** The key of the plot, and what lambda reaches of either. */
function Shares({
  distances: { range, inside, outside },
  radius,
}: {
  distances: DistanceHistogram;
  radius: number;
}) {
  return (
    <p className="radius__shares">
      <span className="muted">Within λ</span>
      <Share kind="inside" name="annotated" share={shareWithin(range, inside, radius)} />
      <Share kind="outside" name="others" share={shareWithin(range, outside, radius)} />
    </p>
  );
}

function Share({
  kind,
  name,
  share,
}: {
  kind: 'inside' | 'outside';
  name: string;
  share: number | null;
}) {
  return (
    <span className="radius__share" data-pixels={kind}>
      <span className="muted">{name}</span> {share === null ? '–' : formatShare(share)}
    </span>
  );
}

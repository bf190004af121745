import './curves.css';
import { curvePath, dashesOf, styleIndex } from '#src/actions/benchmark/curve-style';
import type { MethodResult } from '#src/evaluation/types';
import { methods as registered } from '#src/methods/registry';

const SIDE = 320;
const LEFT = 44;
const TOP = 8;
const BOTTOM = 40;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** All methods overlaid, of all pixels pooled. */
export function Curves({ methods }: { methods: readonly MethodResult[] }) {
  return (
    <section aria-label="Curves" className="curves">
      <Plot title="Precision and recall" across="Recall" up="Precision" curves={methods.map(({ precisionRecall }) => precisionRecall)} />
      <Plot title="ROC" across="False-positive rate" up="True-positive rate" curves={methods.map(({ ROC }) => ROC)} />
      <ul className="curves__legend" aria-label="Legend">
        {methods.map(({ methodId }, index) => (
          <li key={methodId}>
            <svg width="36" height="8" aria-hidden="true">
              <path d="M0 4H36" className="curves__line" data-style={styleIndex(index)} strokeDasharray={dashesOf(index)} />
            </svg>
            {registered.find(({ id }) => id === methodId)?.title ?? methodId}
          </li>
        ))}
      </ul>
      <p className="muted curves__note">All pixels of all pictures pooled, whatever the definition above.</p>
    </section>
  );
}

interface PlotProps {
  title: string;
  across: string;
  up: string;
  curves: MethodResult['ROC'][];
}

function Plot({ title, across, up, curves }: PlotProps) {
  return (
    <figure className="curves__plot">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${LEFT + SIDE + 12} ${TOP + SIDE + BOTTOM}`} role="img" aria-label={`${title} of ${curves.length} methods`}>
        <g transform={`translate(${LEFT} ${TOP})`}>
          {TICKS.map((tick) => (
            <g key={tick} className="curves__tick">
              <path d={`M${tick * SIDE} 0V${SIDE}M0 ${(1 - tick) * SIDE}H${SIDE}`} />
              <text x={tick * SIDE} y={SIDE + 16} textAnchor="middle">
                {tick}
              </text>
              <text x={-6} y={(1 - tick) * SIDE + 4} textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          {curves.map((points, index) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity: it gives colour and dashes
              key={index}
              className="curves__line"
              data-style={styleIndex(index)}
              strokeDasharray={dashesOf(index)}
              d={curvePath(points, SIDE, SIDE)}
            />
          ))}
          <text className="curves__axis" x={SIDE / 2} y={SIDE + 34} textAnchor="middle">
            {across}
          </text>
          <text className="curves__axis" transform={`translate(-34 ${SIDE / 2}) rotate(-90)`} textAnchor="middle">
            {up}
          </text>
        </g>
      </svg>
    </figure>
  );
}

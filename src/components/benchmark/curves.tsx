import './curves.css';
import { MethodName } from '#src/components/ui/method-name';
import { curvePath } from '#src/core/metrics/curve-path';
import { dashesOf, styleIndex } from '#src/evaluation/report/curve-style';
import type { MethodResult } from '#src/evaluation/types';
import { shortTitleOf, titleOf } from '#src/methods/titles';

const SIDE = 320;
const LEFT = 44;
const TOP = 8;
const BOTTOM = 40;
const TICKS = [0, 25, 50, 75, 100];

/** All methods overlaid, of all pixels pooled. */
export function Curves({ methods }: { methods: readonly MethodResult[] }) {
  return (
    <section aria-label="Curves" className="overlaid">
      <Plot
        title="Precision and recall"
        across="Recall, %"
        up="Precision, %"
        curves={methods.map((method) => method.precisionRecall)}
      />
      <Plot
        title="ROC"
        across="False-positive rate, %"
        up="Recall, %"
        curves={methods.map(({ ROC }) => ROC)}
      />
      <ul className="overlaid__legend" aria-label="Legend">
        {methods.map(({ methodId }, index) => (
          <li key={methodId}>
            <svg width="36" height="8" aria-hidden="true">
              <path
                d="M0 4H36"
                className="overlaid__line"
                data-style={styleIndex(index)}
                strokeDasharray={dashesOf(index)}
              />
            </svg>
            <MethodName title={titleOf(methodId)} shortTitle={shortTitleOf(methodId)} />
          </li>
        ))}
      </ul>
      <p className="muted overlaid__note">
        All pixels of all pictures pooled, whatever the definition above.
      </p>
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
    <figure className="overlaid__plot">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${LEFT + SIDE + 16} ${TOP + SIDE + BOTTOM}`}
        role="img"
        aria-label={`${title} of ${curves.length} methods`}
      >
        <g transform={`translate(${LEFT} ${TOP})`}>
          {TICKS.map((tick) => (
            <Tick key={tick} tick={tick} />
          ))}
          {curves.map((points, index) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity.
              key={index}
              className="overlaid__line"
              data-style={styleIndex(index)}
              strokeDasharray={dashesOf(index)}
              d={curvePath(points, SIDE)}
            />
          ))}
          <text className="overlaid__axis" x={SIDE / 2} y={SIDE + 34} textAnchor="middle">
            {across}
          </text>
          <text
            className="overlaid__axis"
            transform={`translate(-34 ${SIDE / 2}) rotate(-90)`}
            textAnchor="middle"
          >
            {up}
          </text>
        </g>
      </svg>
    </figure>
  );
}

/** One line of the grid along each axis, with its number in per cent. */
function Tick({ tick }: { tick: number }) {
  const offset = (tick / 100) * SIDE;
  return (
    <g className="overlaid__tick">
      <path d={`M${offset} 0V${SIDE}M0 ${SIDE - offset}H${SIDE}`} />
      <text x={offset} y={SIDE + 16} textAnchor="middle">
        {tick}
      </text>
      <text x={-6} y={SIDE - offset + 4} textAnchor="end">
        {tick}
      </text>
    </g>
  );
}

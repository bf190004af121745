import './method-table.css';
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import { METRIC_SENTENCES } from '#src/components/ground-truth/metric-sentences';
import { MethodName } from '#src/components/ui/method-name';
import { formatRate } from '#src/components/ui/numbers';
import { isOfTwoLooks } from '#src/methods/looks';
import { methodInfo } from '#src/store/method-info';
import type { PictureMeasurement } from '#src/store/results-slice';
import { activeMethod, shownResult } from '#src/store/selectors';
import { getState, useStore } from '#src/store/store';

const COLUMNS = [
  { id: 'AP', title: 'AP' },
  { id: 'AUROC', title: 'AUROC' },
  { id: 'FPR95', title: 'FPR95' },
  { id: 'bestF1', title: 'Best F1' },
] as const;

/** All methods over all thresholds; a row is a choice of the active pane's method. */
export function MethodTable({ methods }: { methods: PictureMeasurement['methods'] }) {
  return (
    <table className="measures">
      <caption className="visually-hidden">All thresholds, in per cent</caption>
      <thead>
        <tr>
          <th scope="col">%</th>
          {COLUMNS.map(({ id, title }) => (
            <th key={id} scope="col" title={METRIC_SENTENCES[id]}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {methods.map((method) => (
          <Row key={method.methodId} method={method} />
        ))}
        <Chance prior={methods[0]?.metrics.prior ?? null} />
      </tbody>
    </table>
  );
}

function Row({ method }: { method: PictureMeasurement['methods'][number] }) {
  const active = useStore((state) => activeMethod(state).id === method.methodId);
  const { title, shortTitle } = useStore((state) =>
    methodInfo(method.methodId, shownResult(state)),
  );
  const choose = () => setPaneMethod(getState().view.activePane, method.methodId);
  return (
    <tr data-measured={method.methodId} data-active={active} onClick={choose}>
      <th scope="row">
        <button
          type="button"
          aria-pressed={active}
          onClick={(event) => {
            event.stopPropagation();
            choose();
          }}
        >
          <MethodName title={title} shortTitle={shortTitle} />
        </button>
        {isOfTwoLooks(method.settings) && (
          <span className="muted" title="Mean of two looks">
            {' × 2'}
          </span>
        )}
      </th>
      {COLUMNS.map(({ id }) => (
        <td key={id} data-metric={id}>
          {formatRate(method.metrics[id])}
        </td>
      ))}
    </tr>
  );
}

/** What a random score gets; flagging everything is its best F1. */
function Chance({ prior }: { prior: number | null }) {
  const possible = prior !== null && prior > 0 && prior < 1;
  const rates = possible ? [prior, 0.5, 0.95, (2 * prior) / (1 + prior)] : [null, null, null, null];
  return (
    <tr className="measures__chance" data-measured="chance">
      <th scope="row" title={METRIC_SENTENCES.prior}>
        Chance (prior)
      </th>
      {COLUMNS.map(({ id }, index) => (
        <td key={id} data-metric={id}>
          {formatRate(rates[index])}
        </td>
      ))}
    </tr>
  );
}

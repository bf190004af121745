import { setParameter } from '#src/actions/set-parameter';
import type { MethodParameter } from '#src/methods/parameters';
import { useStore } from '#src/store/store';

/** Finer ranges than this are typed, not dragged. */
const MOST_STEPS = 200;

/** The numbers of a method that a person may change. */
export function MethodParameters({ methodId, parameters }: { methodId: string; parameters: readonly MethodParameter[] }) {
  return parameters.map((parameter) => <Parameter key={parameter.id} methodId={methodId} parameter={parameter} />);
}

function Parameter({ methodId, parameter }: { methodId: string; parameter: MethodParameter }) {
  const { id, title, min, max, step, hint } = parameter;
  const value = useStore((state) => state.view.parameters[methodId]?.[id] ?? parameter.default);
  const isSlider = (max - min) / step <= MOST_STEPS;
  return (
    <div>
      <label className="row method__parameter">
        {title}
        <input
          className={isSlider ? 'method__slider' : 'field method__number'}
          type={isSlider ? 'range' : 'number'}
          min={min}
          max={max}
          step={step}
          value={value}
          onChange={(event) => setParameter(methodId, id, event.target.valueAsNumber)}
        />
        {isSlider && <output className="method__value">{value.toFixed(2)}</output>}
      </label>
      {hint && <p className="muted">{hint}</p>}
    </div>
  );
}

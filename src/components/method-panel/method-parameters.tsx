import { setParameter } from '#src/actions/set-parameter';
import type { MethodParameter } from '#src/methods/parameters';
import { useStore } from '#src/store/store';

/** Finer ranges than this are typed, not dragged. */
const MOST_STEPS = 200;

interface Props {
  methodId: string;
  parameter: MethodParameter;
}

/** What a person may change of a method. */
export function MethodParameters({ methodId, parameters }: { methodId: string; parameters: readonly MethodParameter[] }) {
  return parameters.map((parameter) => (
    <div key={parameter.id}>
      {parameter.choices ? (
        <Choice methodId={methodId} parameter={parameter} choices={parameter.choices} />
      ) : (
        <NumberParameter methodId={methodId} parameter={parameter} />
      )}
      {parameter.hint && <p className="muted">{parameter.hint}</p>}
    </div>
  ));
}

function useParameter({ methodId, parameter }: Props): number {
  return useStore((state) => state.view.parameters[methodId]?.[parameter.id] ?? parameter.default);
}

function Choice({ choices, ...props }: Props & { choices: readonly string[] }) {
  const { methodId, parameter } = props;
  const value = useParameter(props);
  return (
    <label className="row method__parameter">
      {parameter.title}
      <select
        className="field method__choice"
        value={value}
        onChange={(event) => setParameter(methodId, parameter.id, Number(event.target.value))}
      >
        {choices.map((title, index) => (
          <option key={title} value={index}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function NumberParameter(props: Props) {
  const { methodId, parameter } = props;
  const { id, title, min, max, step, whole } = parameter;
  const value = useParameter(props);
  const isSlider = (max - min) / step <= MOST_STEPS;
  return (
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
      {isSlider && <output className="method__value">{value.toFixed(whole ? 0 : 2)}</output>}
    </label>
  );
}

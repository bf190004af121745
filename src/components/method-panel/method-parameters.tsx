import { setParameter } from '#src/actions/view/set-parameter';
import { SecondLook } from '#src/components/method-panel/second-look';
import { formatScore } from '#src/components/ui/numbers';
import {
  type ChoiceParameter,
  isChoice,
  LOOKS,
  type MethodParameter,
  type NumberParameter,
} from '#src/methods/parameters';
import { useStore } from '#src/store/store';

/** Finer ranges than this are typed, not dragged. */
const MOST_STEPS = 200;

/**
 * What a person may change of a method; numbers that play no part with the present choice are left
 * out.
 */
export function MethodParameters({
  methodId,
  parameters,
}: {
  methodId: string;
  parameters: readonly MethodParameter[];
}) {
  const chosen = useStore((state) => state.view.parameters[methodId]);
  const current = (id: string) =>
    chosen?.[id] ?? parameters.find((parameter) => parameter.id === id)?.default;
  const isRelevant = (candidate: MethodParameter) =>
    isChoice(candidate) ||
    !candidate.onlyWith ||
    current(candidate.onlyWith.id) === candidate.onlyWith.value;
  return parameters.filter(isRelevant).map((parameter) => {
    const value = chosen?.[parameter.id] ?? parameter.default;
    const change = (next: number) => setParameter(methodId, parameter.id, next);
    return (
      <div key={parameter.id}>
        <Input parameter={parameter} value={value} onChange={change} />
        {parameter.hint && <p className="muted">{parameter.hint}</p>}
        {parameter.id === LOOKS.id && <SecondLook methodId={methodId} />}
      </div>
    );
  });
}

interface Field<P> {
  parameter: P;
  value: number;
  onChange: (value: number) => void;
}

function Input({ parameter, ...field }: Field<MethodParameter>) {
  if (isChoice(parameter)) return <Choice parameter={parameter} {...field} />;
  const Slider = parameter.isLogarithmic ? RatioInput : NumberInput;
  return <Slider parameter={parameter} {...field} />;
}

function Choice({ parameter: { title, choices }, value, onChange }: Field<ChoiceParameter>) {
  return (
    <label className="row method__parameter">
      {title}
      <select
        className="field method__choice"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Steps of a slider that is dragged by ratios, from one end to the other. */
const RATIO_STEPS = 400;

/** What a person drags is the logarithm; a screen reader tells the value itself. */
function RatioInput({
  parameter: { title, min, max, default: usual },
  value,
  onChange,
}: Field<NumberParameter>) {
  const span = Math.log(max / min);
  const placeOf = (number: number) => Math.round((Math.log(number / min) / span) * RATIO_STEPS);
  const valueAt = (place: number) =>
    place === placeOf(usual)
      ? usual
      : Math.min(
          max,
          Math.max(min, Number((min * Math.exp((place / RATIO_STEPS) * span)).toPrecision(3))),
        );
  return (
    <label className="row method__parameter">
      {title}
      <input
        className="method__slider"
        type="range"
        min={0}
        max={RATIO_STEPS}
        step={1}
        value={placeOf(value)}
        aria-valuetext={formatScore(value)}
        onChange={(event) => onChange(valueAt(event.target.valueAsNumber))}
      />
      <output className="method__value">{formatScore(value)}</output>
    </label>
  );
}

function NumberInput({
  parameter: { title, min, max, step, whole },
  value,
  onChange,
}: Field<NumberParameter>) {
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
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      {isSlider && <output className="method__value">{value.toFixed(whole ? 0 : 2)}</output>}
    </label>
  );
}

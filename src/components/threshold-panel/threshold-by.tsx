import './threshold-by.css';
import { type FormEvent, useState } from 'react';
import { setThresholdBy } from '#src/actions/threshold/set-threshold-by';
import {
  answerWords,
  isCount,
  USUAL,
  valueTyped,
  WISH_TITLES,
} from '#src/components/threshold-panel/threshold-words';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { type ThresholdWish, thresholdWishes } from '#src/store/set/threshold-wish';
import { getState, useStore } from '#src/store/store';

type Kind = ThresholdWish['by'];

/** What was answered, and where the threshold stood then. */
interface Said {
  words: string;
  methodId: string;
  threshold: number;
}

/** Nothing while neither labels nor several pictures say what a threshold is worth. */
export function ThresholdBy() {
  const wishes = useStore(thresholdWishes);
  const methodId = useStore((state) => activeMethod(state).id);
  const threshold = useStore((state) => thresholdOf(state, activeMethod(state)));
  const [said, setSaid] = useState<Said | null>(null);
  if (wishes === '') return null;
  const ask = (wish: ThresholdWish) => {
    const answer = setThresholdBy(wish);
    const info = activeMethod(getState());
    const words = answer ? answerWords(answer) : '';
    setSaid({ words, methodId: info.id, threshold: thresholdOf(getState(), info) });
  };
  // Words of another threshold would be wrong.
  const holds = said?.methodId === methodId && said.threshold === threshold;
  return (
    <ThresholdByForm
      kinds={wishes.split(' ') as Kind[]}
      words={holds ? said.words : ''}
      onAsk={ask}
    />
  );
}

interface Props {
  /** At least one. */
  kinds: readonly Kind[];
  words: string;
  onAsk: (wish: ThresholdWish) => void;
}

export function ThresholdByForm({ kinds, words, onAsk }: Props) {
  const [chosen, setChosen] = useState<Kind | null>(null);
  const [texts, setTexts] = useState(USUAL);
  const by = chosen && kinds.includes(chosen) ? chosen : (kinds[0] as Kind);
  const value = valueTyped(by, texts[by]);
  const unit = isCount(by) ? '' : '%';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== null) onAsk({ by, value });
  };
  return (
    <form className="threshold-by" aria-label="Set the threshold by" onSubmit={onSubmit}>
      <div className="row threshold-by__wish">
        <select
          className="field"
          aria-label="What the threshold is set by"
          value={by}
          onChange={(event) => setChosen(event.target.value as Kind)}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {WISH_TITLES[kind]}
            </option>
          ))}
        </select>
        <input
          className="field threshold-by__number"
          inputMode="decimal"
          aria-label={unit ? `${WISH_TITLES[by]}, per cent` : WISH_TITLES[by]}
          aria-invalid={value === null}
          value={texts[by]}
          onChange={(event) => setTexts({ ...texts, [by]: event.target.value })}
        />
        <span className="muted">{unit}</span>
        <button type="submit" className="button button--outlined" disabled={value === null}>
          Set
        </button>
      </div>
      {by === 'flagged' && (
        <p className="muted threshold-by__note">
          A picture is flagged when an object of at least 0.01 % of it reaches the threshold.
        </p>
      )}
      {isCount(by) && (
        <p className="muted threshold-by__note">
          A false alarm is a region that shares no pixel with an object; the smallest sizes are
          those of the benchmark.
        </p>
      )}
      <output className="threshold-by__words">{words}</output>
    </form>
  );
}

import './taught-class.css';
import { learnLastAgain } from '#src/actions/open-world/learn-last-again';
import { removeLastClass } from '#src/actions/open-world/remove-last-class';
import { LearningProgressLine } from '#src/components/open-world/learn/learning-progress';
import { LossCurve } from '#src/components/open-world/learn/loss-curve';
import { RULE_WORDS } from '#src/components/open-world/learn/rule-words';
import { RadiusControl } from '#src/components/open-world/space/radius-control';
import { placeOfWork } from '#src/components/open-world/step-states';
import { formatCount, formatMilliseconds } from '#src/components/ui/numbers';
import type { TaughtClass } from '#src/store/open-world/open-world-slice';
import { useStore } from '#src/store/store';

interface Props {
  taught: TaughtClass;
  /** In the order of learning. */
  position: number;
  isLast: boolean;
}

/** One learnt class. Only the last can be taken back: the rules of later ones know of it. */
export function TaughtClassItem({ taught, position, isLast }: Props) {
  const { name, colour, rule, shotCount, pixels, losses } = taught;
  return (
    <li data-taught={position}>
      <details className="taught__class" open={isLast}>
        <summary className="disclosure">
          <i className="open-world__swatch" style={{ background: colour }} />
          <strong>{name}</strong>
          <span title={RULE_WORDS[rule.kind].name}>{RULE_WORDS[rule.kind].method}</span>
        </summary>
        <div className="taught__body">
          <p className="muted" data-learnt-in={taught.time}>
            {formatCount(shotCount)} {shotCount === 1 ? 'picture' : 'pictures'},{' '}
            {formatCount(pixels)} px, learnt in {duration(taught.time)}
          </p>
          {rule.kind === 'prototype' ? (
            <RadiusControl
              position={position}
              name={name}
              radius={rule.radius}
              distances={taught.distances}
            />
          ) : (
            losses.length > 0 && <LossCurve losses={losses} />
          )}
          {isLast && <LastClass taught={taught} />}
        </div>
      </details>
    </li>
  );
}

function LastClass({ taught: { name, rule, shots } }: { taught: TaughtClass }) {
  const learning = useStore((state) => state.openWorld.learning);
  const isHere = useStore((state) => state.openWorld.learning && placeOfWork(state) === 'segment');
  const other = rule.kind === 'prototype' ? 'head' : 'prototype';
  if (isHere) return <LearningProgressLine />;
  return (
    <div className="open-world__buttons">
      {shots.length > 0 && (
        <button
          type="button"
          className="button button--outlined"
          disabled={learning}
          onClick={() => void learnLastAgain(other)}
        >
          Learn again by {RULE_WORDS[other].method}
        </button>
      )}
      <button
        type="button"
        className="button button--outlined"
        disabled={learning}
        aria-label={`Remove the class ${name}`}
        onClick={removeLastClass}
      >
        Remove
      </button>
    </div>
  );
}

function duration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${formatMilliseconds(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

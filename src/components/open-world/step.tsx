import './step.css';
import type { ReactNode } from 'react';
import type { StepName } from '#src/components/open-world/step-states';
import { Icon } from '#src/components/ui/icon';

interface Props {
  name: StepName;
  number: number;
  title: string;
  done: boolean;
  /** The one to go on with. */
  current: boolean;
  children: ReactNode;
}

/** One numbered block; a tick takes the number's place when it is done. */
export function Step({ name, number, title, done, current, children }: Props) {
  return (
    <li
      className="step"
      data-step={name}
      data-done={done}
      aria-current={current ? 'step' : undefined}
    >
      <h3 className="step__title">
        <span className="step__number" aria-hidden="true">
          {done ? <Icon name="check" /> : number}
        </span>
        {title}
        {done && <span className="visually-hidden">, done</span>}
      </h3>
      <div className="step__body">{children}</div>
    </li>
  );
}

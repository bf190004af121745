import './tool-bar.css';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Icon, type IconName } from '#src/components/ui/icon';

export interface ToolButton {
  icon: IconName;
  name: string;
  /** With its key. */
  title: string;
  /** Whether it is the chosen one of several tools; absent for a button that acts at once. */
  pressed?: boolean;
  enabled: boolean;
  /** Begins another group. */
  apart?: boolean;
  run: () => void;
}

/** Buttons over the picture. One stop for Tab; the arrow keys walk along it. */
export function ToolBar({ label, buttons }: { label: string; buttons: readonly ToolButton[] }) {
  const [stop, setStop] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const last = buttons.length - 1;
    const next = {
      ArrowRight: Math.min(stop + 1, last),
      ArrowLeft: Math.max(stop - 1, 0),
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setStop(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={bar}
      className="tool-bar"
      role="toolbar"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {buttons.map(({ icon, name, title, pressed, enabled, apart, run }, index) => (
        <button
          key={name}
          type="button"
          className="button"
          aria-label={name}
          title={title}
          aria-pressed={pressed}
          aria-disabled={!enabled}
          data-apart={apart}
          tabIndex={index === stop ? 0 : -1}
          onFocus={() => setStop(index)}
          onClick={() => enabled && run()}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}

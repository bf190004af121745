/** Boxes with a sentence and what can be done about it, over the picture. */
import './message.css';
import type { ReactNode } from 'react';
import { Icon } from '#src/components/ui/icon';

export function Alert({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="stage__message" data-state="error" role="alert">
      <Icon name="warning" />
      <span>{text}</span>
      {children}
    </div>
  );
}

export function Hint({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="stage__message" data-state="hint" role="note">
      <span>{text}</span>
      {children}
    </div>
  );
}

import './dialog.css';
import { Dialog as Primitive } from '@base-ui/react/dialog';
import { type ReactNode, useRef } from 'react';
import { Icon } from '#src/components/ui/icon';

interface Props {
  title: string;
  /** Further class of the surface. */
  className: string;
  /** By its button, Escape or a click beside it. */
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog with its title and a button that closes it; open as long as it is there. */
export function Dialog({ title, className, onClose, children }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const firstControl = () =>
    body.current?.querySelector<HTMLElement>('[data-checked], select, button') ?? true;
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Backdrop className="dialog__backdrop" />
        <Primitive.Popup className={`dialog ${className}`} initialFocus={firstControl}>
          <header className="dialog__head">
            <Primitive.Title className="dialog__title">{title}</Primitive.Title>
            <Primitive.Close className="button" aria-label="Close">
              <Icon name="close" />
            </Primitive.Close>
          </header>
          <div ref={body} className="dialog__body">
            {children}
          </div>
        </Primitive.Popup>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

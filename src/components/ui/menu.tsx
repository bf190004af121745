/**
 * A button that opens a popover with a list of buttons; the browser handles Escape, light dismiss
 * and focus.
 */
import './menu.css';
import { createContext, type ReactNode, use, useId, useRef } from 'react';
import { Icon, type IconName } from '#src/components/ui/icon';

/** Closes the menu that an item is in. */
const CloseMenu = createContext(() => {});

interface Props {
  icon: IconName;
  label: string;
  disabled?: boolean;
  /** Hides the words on narrow screens; they stay as the name. */
  compact?: boolean;
  children: ReactNode;
}

export function Menu({ icon, label, disabled = false, compact = false, children }: Props) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = () => {
    const box = button.current?.getBoundingClientRect();
    if (!box || !popover.current) return;
    // The popover lives in the top layer, so it is placed by hand beside its button.
    popover.current.style.top = `${box.bottom + 4}px`;
    popover.current.style.left = `${Math.max(8, Math.min(box.left, innerWidth - popover.current.offsetWidth - 8))}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button"
        popoverTarget={id}
        disabled={disabled}
        aria-label={label}
        title={label}
      >
        <Icon name={icon} />
        <span className={compact ? 'menu__label menu__label--compact' : 'menu__label'}>
          {label}
        </span>
        <Icon name="chevron" />
      </button>
      <div ref={popover} id={id} popover="auto" className="menu" onToggle={place}>
        <CloseMenu value={() => popover.current?.hidePopover()}>{children}</CloseMenu>
      </div>
    </>
  );
}

interface ItemProps {
  title: string;
  detail?: string;
  onSelect: () => void;
}

/** Closes its menu, then does what it says. */
export function MenuItem({ title, detail, onSelect }: ItemProps) {
  const close = use(CloseMenu);
  const select = () => {
    close();
    onSelect();
  };
  return (
    <button type="button" className="menu__item" onClick={select}>
      <span>{title}</span>
      {detail && <span className="muted">{detail}</span>}
    </button>
  );
}

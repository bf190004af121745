import '#src/components/ui/dialog.css';
import './help-dialog.css';
import { useEffect, useRef } from 'react';
import { setHelpOpen } from '#src/actions/set-help-open';
import type { Shortcut } from '#src/components/keys/shortcut';
import { shortcuts } from '#src/components/keys/shortcuts';
import { Icon } from '#src/components/ui/icon';
import { useStore } from '#src/store/store';

const KEY_NAMES: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
  Enter: '↵',
  '-': '−',
};
const GROUPS: readonly Shortcut['group'][] = [
  'View',
  'Layers',
  'Threshold',
  'Prompts',
  'Annotation',
  'Pictures',
  'Help',
];

function keyName(key: string): string {
  return KEY_NAMES[key] ?? key.toUpperCase();
}

/** The table of shortcuts, from the same source as the key handler. */
export function HelpDialog() {
  const open = useStore((state) => state.notices.helpOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="dialog help"
      aria-labelledby="help-title"
      onClose={() => setHelpOpen(false)}
    >
      <header className="help__head">
        <h2 id="help-title">Keyboard</h2>
        <button
          type="button"
          className="button"
          aria-label="Close"
          onClick={() => setHelpOpen(false)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="help__groups">
        {GROUPS.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
      <p className="muted">Everything runs in this tab; no picture leaves your computer.</p>
    </dialog>
  );
}

function Group({ group }: { group: Shortcut['group'] }) {
  return (
    <section>
      <h3>{group}</h3>
      <dl>
        {shortcuts
          .filter((shortcut) => shortcut.group === group)
          .map(({ keys, control, title }) => (
            <div key={title}>
              <dt>
                {control && <kbd>Ctrl</kbd>}
                {keys.map((key) => (
                  <kbd key={key}>{keyName(key)}</kbd>
                ))}
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

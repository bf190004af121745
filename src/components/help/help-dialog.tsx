import './help-dialog.css';
import { setHelpOpen } from '#src/actions/set-help-open';
import { setIntroduced } from '#src/actions/view/set-introduced';
import { KeptHere } from '#src/components/help/kept-here';
import type { Shortcut } from '#src/components/keys/shortcut';
import { shortcuts } from '#src/components/keys/shortcuts';
import { Dialog } from '#src/components/ui/dialog';

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
  'Region of interest',
  'Undo',
  'Pictures',
  'Help',
];

function keyName(key: string): string {
  return KEY_NAMES[key] ?? key.toUpperCase();
}

/** The table of shortcuts, from the same source as the key handler. */
export function HelpDialog() {
  return (
    <Dialog title="Help" className="help" onClose={() => setHelpOpen(false)}>
      <button
        type="button"
        className="button button--outlined"
        onClick={() => {
          setHelpOpen(false);
          setTimeout(() => setIntroduced(false)); // after the click that would end it
        }}
      >
        Show the introduction
      </button>
      <div className="help__groups">
        {GROUPS.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
      <KeptHere />
      <p className="muted">Everything runs in this tab; no picture leaves your computer.</p>
    </Dialog>
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

import { setHelpOpen } from '#src/actions/set-help-open';
import { toggleTheme } from '#src/actions/view/toggle-theme';
import { Icon } from '#src/components/ui/icon';

/** What every view of the page has at the end of its bar. */
export function PageTools() {
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label="Help"
        title="Shortcuts, introduction, what is kept here (?)"
        onClick={() => setHelpOpen(true)}
      >
        <Icon name="help" />
      </button>
      <button
        type="button"
        className="button"
        aria-label="Light or dark"
        title="Light or dark"
        onClick={toggleTheme}
      >
        <Icon name="light" />
      </button>
    </>
  );
}

import './notices.css';
import { answerNotice } from '#src/actions/notices/answer-notice';
import { closeNotice } from '#src/actions/notices/close-notice';
import { Icon } from '#src/components/ui/icon';
import { useStore } from '#src/store/store';

/**
 * Messages: over a corner of the stage where it is wide, and in a row of their own on a phone and on
 * the benchmark page, since there they would cover what a person wants to press.
 */
export function Notices() {
  const list = useStore((state) => state.notices.list);
  return (
    <ul className="notices" aria-live="polite" aria-label="Notices">
      {list.map((notice) => (
        <li key={notice.id} className="notice" data-kind={notice.kind}>
          <span>{notice.text}</span>
          {notice.action && (
            <button
              type="button"
              className="button notice__action"
              onClick={() => answerNotice(notice)}
            >
              {notice.action.label}
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-label="Dismiss"
            onClick={() => closeNotice(notice.id)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

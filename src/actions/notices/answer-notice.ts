import { runNoticeAction } from '#src/session/notices';
import type { Notice } from '#src/store/state';

/** Does what the notice offers, such as to undo. */
export function answerNotice(notice: Notice): void {
  runNoticeAction(notice);
}

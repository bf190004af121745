import { changeLayout } from '#src/session/panes/change-layout';
import type { Layout } from '#src/store/state';

/** One, two or four panes or the swipe. */
export function setLayout(layout: Layout): void {
  changeLayout(layout);
}

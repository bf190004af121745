import { dismissNotice } from '#src/session/notices';

export function closeNotice(id: number): void {
  dismissNotice(id);
}

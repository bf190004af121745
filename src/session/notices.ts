import type { Notice } from '#src/store/state';
import { getState, useStore } from '#src/store/store';

const SHOWN_AT_MOST = 4;
const INFO_SECONDS = 8;

let lastId = 0;
const onGone = new Map<number, () => void>();

export interface NoticeOptions {
  kind: Notice['kind'];
  text: string;
  action?: Notice['action'];
  /** Called once when the notice goes without its action having been used. */
  expired?: () => void;
}

function setList(list: Notice[]): void {
  useStore.setState((state) => ({ notices: { ...state.notices, list } }));
}

export function dismissNotice(id: number): void {
  setList(getState().notices.list.filter((notice) => notice.id !== id));
  onGone.get(id)?.();
  onGone.delete(id);
}

/**
 * What goes when a notice comes, oldest first: information, and for a warning or an error then
 * warnings. An error stays, and so does what can still be taken back, even where more are shown.
 */
function surplusFor(kind: Notice['kind']): Notice[] {
  const { list } = getState().notices;
  const surplus = list.length - SHOWN_AT_MOST + 1;
  if (surplus <= 0) return [];
  const mayGo = (wanted: Notice['kind']) =>
    list.filter((notice) => notice.kind === wanted && !onGone.has(notice.id));
  const going = kind === 'info' ? mayGo('info') : [...mayGo('info'), ...mayGo('warning')];
  return going.slice(0, surplus);
}

/**
 * Says something in a corner of the page. Information goes by itself; warnings stay until
 * dismissed. @returns what `dismissNotice` takes, for what is no longer true.
 */
export function notify({ kind, text, action = null, expired }: NoticeOptions): number {
  const { list } = getState().notices;
  const same = list.find((notice) => notice.text === text);
  if (same) return same.id;
  const id = ++lastId;
  if (expired) onGone.set(id, expired);
  for (const old of surplusFor(kind)) dismissNotice(old.id);
  setList([...getState().notices.list, { id, kind, text, action }]);
  if (kind === 'info') setTimeout(() => dismissNotice(id), INFO_SECONDS * 1000);
  return id;
}

/** Runs the notice's action, which makes its `expired` void. */
export function runNoticeAction(notice: Notice): void {
  onGone.delete(notice.id);
  dismissNotice(notice.id);
  notice.action?.run();
}

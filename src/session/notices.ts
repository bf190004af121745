import type { Notice } from '#src/store/state';
import { getState, useStore } from '#src/store/store';

const SHOWN_AT_MOST = 4;
const ERRORS_AT_MOST = 4;
const INFO_SECONDS = 8;

let lastId = 0;
const onGone = new Map<number, () => void>();
/** The notice that stands for earlier errors, and how many. */
let earlier = { id: 0, count: 0 };

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
 * warnings. What can still be taken back stays, even where more are shown; for errors see
 * `gatherErrors`.
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
 * Shows the last of many errors, since what was done last is what a person waits for; one
 * notice counts the others, those without an action first, and the console keeps their texts.
 */
function gatherErrors(): void {
  const { list } = getState().notices;
  const isShown = list.some(({ id }) => id === earlier.id);
  const errors = list.filter(
    ({ id, kind }) => kind === 'error' && id !== earlier.id && !onGone.has(id),
  );
  const surplus = errors.length - ERRORS_AT_MOST;
  if (surplus <= 0) return;
  const going = errors
    .slice(0, -1)
    .toSorted((a, b) => Number(a.action !== null) - Number(b.action !== null))
    .slice(0, surplus);
  for (const { text } of going) console.error(text);
  const count = (isShown ? earlier.count : 0) + going.length;
  earlier = { id: isShown ? earlier.id : ++lastId, count };
  const text = `And ${count} earlier ${count === 1 ? 'error' : 'errors'}: the browser's console lists them.`;
  const stay = list.filter((notice) => notice.id !== earlier.id && !going.includes(notice));
  setList([{ id: earlier.id, kind: 'error', text, action: null }, ...stay]);
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
  gatherErrors();
  if (kind === 'info') setTimeout(() => dismissNotice(id), INFO_SECONDS * 1000);
  return id;
}

/** Says something else in the place of an error or a warning that is still shown. */
export function changeNotice(id: number, change: Pick<Notice, 'text' | 'action'>): void {
  const { list } = getState().notices;
  setList(list.map((notice) => (notice.id === id ? { ...notice, ...change } : notice)));
}

/** Runs the notice's action, which makes its `expired` void. */
export function runNoticeAction(notice: Notice): void {
  onGone.delete(notice.id);
  dismissNotice(notice.id);
  notice.action?.run();
}

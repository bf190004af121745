/** What is said of labels that cannot be used: one notice for all that were opened together. */
import { listedFaults } from '#src/session/files/listed';
import { changeNotice, notify } from '#src/session/notices';
import type { StoredLabel } from '#src/store/files';
import { getState } from '#src/store/store';

interface Refused {
  name: string;
  message: string;
  reopen: StoredLabel['reopen'];
}

/** By set: its notice, and the labels that it counts. */
const told = new Map<string, { notice: number; labels: Refused[] }>();

/**
 * Names a label and what is wrong with it. Labels are looked into one after another, so the notice
 * of their set grows; once it was dismissed, what follows is told anew.
 */
export function tellRefused({ set, name, reopen }: StoredLabel, message: string): void {
  const label = { name, message, reopen };
  const before = told.get(set);
  const isShown = getState().notices.list.some(({ id }) => id === before?.notice);
  if (before && isShown) {
    before.labels.push(label);
    changeNotice(before.notice, wordsFor(before.labels));
  } else {
    const labels = [label];
    told.set(set, { notice: notify({ kind: 'error', ...wordsFor(labels) }), labels });
  }
}

function wordsFor(labels: readonly Refused[]) {
  const count = labels.length > 1 ? `${labels.length} labels cannot be used. ` : '';
  const reopens = labels.flatMap(({ reopen }) => reopen ?? []);
  const run = () => {
    for (const reopen of reopens) reopen();
  };
  const label = reopens.length > 1 ? 'Open as pictures' : 'Open as a picture';
  return {
    text: count + listedFaults(labels),
    action: reopens.length > 0 ? { label, run } : null,
  };
}

/**
 * What was opened in a tab outlives a reload: a project without pixels, and the browser's handles of what was
 * dropped, from which files can be read again once a person allows it.
 */

import { answerOf, openedOnce } from '#src/session/storage/database';
import type { Project } from '#src/store/project/project-schema';

const DATABASE = 'anomalens-visits';
const VISITS = 'visits';
/** Tabs beyond it are forgotten, those that were not used for the longest time first. */
const KEPT = 5;

export interface Visit {
  project: Project;
  handles: FileSystemHandle[];
  /** When it was kept last, ms. */
  time: number;
}

const database = openedOnce(DATABASE, (fresh) => fresh.createObjectStore(VISITS));

async function visits(): Promise<IDBObjectStore> {
  return (await database()).transaction(VISITS, 'readwrite').objectStore(VISITS);
}

/** @throws DOMException when the browser keeps nothing, or its disk is full. */
export async function keepVisit(tab: string, visit: Visit): Promise<void> {
  const store = await visits();
  await answerOf(store.put(visit, tab));
  const [tabs, all] = await Promise.all([
    answerOf(store.getAllKeys() as IDBRequest<string[]>),
    answerOf(store.getAll() as IDBRequest<Visit[]>),
  ]);
  const byAge = tabs
    .map((name, place) => ({ name, time: all[place]?.time ?? 0 }))
    .sort((a, b) => b.time - a.time);
  for (const { name } of byAge.slice(KEPT)) store.delete(name);
}

/** What was open in a tab before its reload; null: nothing. @throws DOMException as `keepVisit`. */
export async function keptVisit(tab: string): Promise<Visit | null> {
  return (await answerOf((await visits()).get(tab) as IDBRequest<Visit | undefined>)) ?? null;
}

/** The latest that no living tab has; null: none. @param living tabs that are open now. @throws DOMException as `keepVisit`. */
export async function latestVisit(living: readonly string[]): Promise<Visit | null> {
  const store = await visits();
  const [tabs, all] = await Promise.all([
    answerOf(store.getAllKeys() as IDBRequest<string[]>),
    answerOf(store.getAll() as IDBRequest<Visit[]>),
  ]);
  const free = all.filter((_, place) => !living.includes(tabs[place] as string));
  return free.sort((a, b) => b.time - a.time)[0] ?? null;
}

/** @throws DOMException as `keepVisit`. */
export async function forgetVisit(tab: string): Promise<void> {
  await answerOf((await visits()).delete(tab));
}

/** Tells this tab from others of the page, over its reloads. */

const TAB_KEY = 'anomalens-tab';
const LOCK = 'anomalens-tab ';

let name: Promise<string> | null = null;

/** The name of this tab: the same after a reload, and another one for a tab that was made a copy of it. */
export function tabName(): Promise<string> {
  name ??= named();
  return name;
}

async function named(): Promise<string> {
  const known = sessionStorage.getItem(TAB_KEY);
  if (known && (await claimed(known))) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(TAB_KEY, fresh);
  await claimed(fresh);
  return fresh;
}

/** Holds a name for as long as the tab lives; false where another tab has it. */
function claimed(wanted: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(LOCK + wanted, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => undefined);
    });
  });
}

/** Names of all tabs that are open now. */
export async function livingTabs(): Promise<string[]> {
  const { held } = await navigator.locks.query();
  return (held ?? []).flatMap((lock) =>
    lock.name?.startsWith(LOCK) ? lock.name.slice(LOCK.length) : [],
  );
}

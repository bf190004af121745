/**
 * Where learnt classes and the draft lie in localStorage. Storage is optional. A text that cannot be
 * used is set aside under a key of its own: nobody else has it.
 */

export const LEARNT_KEY = 'anomalens.learnt';

/** What is stored, as text; null when there is nothing. */
export function storedText(): string | null {
  try {
    return localStorage.getItem(LEARNT_KEY);
  } catch {
    return null;
  }
}

/**
 * `full` when there is no room for it; `unavailable` where nothing can be stored, as in a private
 * window.
 */
export function writeLearntText(text: string): 'stored' | 'full' | 'unavailable' {
  return write(LEARNT_KEY, text);
}

function write(key: string, text: string): 'stored' | 'full' | 'unavailable' {
  try {
    localStorage.setItem(key, text);
    return 'stored';
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError'
      ? 'full'
      : 'unavailable';
  }
}

const ASIDE_KEY = `${LEARNT_KEY}.aside`;
const MOST_TEXTS = 20;

function asideKey(index: number): string {
  return index === 0 ? ASIDE_KEY : `${ASIDE_KEY}.${index + 1}`;
}

/** Texts that the page could not use, oldest first, each as it was. */
export function textsAside(): string[] {
  try {
    const keys = Array.from({ length: MOST_TEXTS }, (_, index) => asideKey(index));
    return keys.map((key) => localStorage.getItem(key)).filter((text) => text !== null);
  } catch {
    return [];
  }
}

/** Keeps a text beside what is learnt from now on. Whether there was room for it. */
export function setAside(text: string): boolean {
  const texts = textsAside();
  if (texts.includes(text)) return true;
  return texts.length < MOST_TEXTS && write(asideKey(texts.length), text) === 'stored';
}

/** Forgets a text that was set aside. */
export function dropAside(text: string): void {
  const texts = textsAside();
  const rest = texts.filter((other) => other !== text);
  try {
    for (const [index, other] of rest.entries()) localStorage.setItem(asideKey(index), other);
    for (let index = rest.length; index < texts.length; index++)
      localStorage.removeItem(asideKey(index));
  } catch {
    // It stays, and is offered again.
  }
}

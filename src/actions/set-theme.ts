import type { Theme } from '#src/store/state';
import { patchView } from '#src/store/store';

function setTheme(theme: Theme): void {
  patchView({ theme });
}

export function toggleTheme(): void {
  setTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
}

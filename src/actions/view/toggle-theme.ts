import { patchView } from '#src/store/store';

/** From light to dark and back, whatever the system says from then on. */
export function toggleTheme(): void {
  const { theme } = document.documentElement.dataset;
  patchView({ theme: theme === 'dark' ? 'light' : 'dark' });
}

import { getState, patchView, useStore } from '#src/store/store';

const dark = matchMedia('(prefers-color-scheme: dark)');

function apply(): void {
  const { theme } = getState().view;
  document.documentElement.dataset.theme =
    theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  const background = getComputedStyle(document.documentElement).getPropertyValue('--stage').trim();
  if (/^#[0-9a-f]{6}$/i.test(background)) patchView({ background });
}

/** The stage's colour goes to the worker too, so it follows the style sheet. */
export function syncTheme(): () => void {
  apply();
  dark.addEventListener('change', apply);
  const unsubscribe = useStore.subscribe((state) => state.view.theme, apply);
  return () => {
    dark.removeEventListener('change', apply);
    unsubscribe();
  };
}

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Colours on their way from one theme or state to another have contrasts of neither. */
async function endOfTransitions(): Promise<void> {
  const transitions = document.getAnimations().filter((entry) => entry instanceof CSSTransition);
  await Promise.allSettled(transitions.map(({ finished }) => finished));
}

/** Rule and place of everything that axe finds on the page as it is. */
export async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(endOfTransitions);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

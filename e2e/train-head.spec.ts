/** What a person sees of the training of a head. */
import { expect, test } from '@playwright/test';
import { LEARNT_COLOURS } from '#src/store/open-world/open-world-slice';
import { tool } from './support/annotation';
import {
  exportedOpenMap,
  learnt,
  NETWORK_COLOURS,
  nameAndLearn,
  openMap,
  panel,
  pixelsOf,
  shots,
  trainingColours,
  trainingLabels,
  withoutUnknown,
} from './support/open-world';
import { click, drag } from './support/prompts';

const [FIRST_COLOUR, SECOND_COLOUR] = LEARNT_COLOURS;
/** Corners of a box on a tree. */
const TREE: [number, number][] = [
  [1000, 250],
  [1200, 250],
  [1200, 350],
  [1000, 350],
];

test('learning says what it does and how far it is, and can be cancelled', async ({ page }) => {
  await openMap(page);
  await tool(page, 'Brush').click();
  await drag(page, [540, 420], [720, 430]);
  await panel(page).getByRole('radio', { name: /^PLM/ }).check();
  await panel(page).getByLabel('Name', { exact: true }).fill('cow');
  const learn = panel(page).getByRole('button', { name: 'Learn “cow”' });
  // Training takes a moment at this size, so the page itself takes notes, and cancels between two
  // steps.
  const told = () =>
    learn.evaluate(
      (button, cancelAt) =>
        new Promise<string[]>((resolve) => {
          const step = button.closest('[data-step]')!;
          const words: string[] = [];
          const observer = new MutationObserver(() => {
            const progress = step.querySelector('[data-progress]')?.textContent ?? null;
            if (progress !== null && progress !== words.at(-1)) words.push(progress);
            if (progress === cancelAt) step.querySelector<HTMLElement>('.learning button')!.click();
            if (words.length > 0 && !step.querySelector('.learning')) {
              observer.disconnect();
              resolve(words);
            }
          });
          observer.observe(step, { subtree: true, childList: true, characterData: true });
          (button as HTMLElement).click();
        }),
      cancelAt,
    );
  let cancelAt = 'Step 3 of 50';
  const cancelled = await told();
  expect(cancelled[0]).toBe('Picture 1 of 1');
  expect(cancelled.at(-1)).toBe('Step 3 of 50');
  await expect(learn).toBeVisible();
  await expect(learnt(page)).toHaveCount(0);
  await expect(shots(page)).toHaveCount(1);

  cancelAt = '';
  const whole = await told();
  expect(whole[0]).toBe('Picture 1 of 1');
  const steps = whole.slice(1).map((words) => Number(/^Step (\d+) of 50$/.exec(words)?.[1]));
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.length).toBeGreaterThan(10); // steps that follow within one frame show as one
  await expect(learnt(page)).toHaveCount(1);
});

test('what a head will be taught: the annotation, what was learnt before, and the network’s classes everywhere else', async ({
  page,
}) => {
  await openMap(page);
  await tool(page, 'Brush').click();
  await drag(page, [540, 420], [720, 430]);
  await nameAndLearn(page, 'cow');
  const lambda = panel(page).getByLabel('Lambda value of cow');
  await lambda.fill('1');
  await lambda.press('Enter');
  await withoutUnknown(page);
  const { ids, width } = await exportedOpenMap(page);

  await tool(page, 'Polygons').click();
  for (const corner of [...TREE, TREE[0]]) await click(page, corner!);
  const toggle = panel(page).getByRole('checkbox', { name: 'Show the training labels' });
  await expect(shots(page)).toHaveCount(1);
  await expect(toggle).toHaveCount(0); // NPM has none
  await panel(page).getByRole('radio', { name: /^PLM/ }).check();
  await panel(page).getByLabel('Name', { exact: true }).fill('tree');
  await toggle.check();
  await expect(
    page.getByRole('region', { name: 'Training labels' }).locator('[data-kind=learnt]'),
  ).toHaveText(['tree', 'cow']);
  const colours = await trainingColours(page);
  const { 0: start, 2: end } = TREE;
  const [left, top] = start!;
  const [right, bottom] = end!;
  const isAnnotated = ({ x, y }: { x: number; y: number }) =>
    x >= left && x < right && y >= top && y < bottom;
  expect(colours.filter(isAnnotated).map(({ colour }) => colour)).toEqual(
    colours.filter(isAnnotated).map(() => SECOND_COLOUR),
  );
  const others = colours.filter((cell) => !isAnnotated(cell));
  expect(others.length).toBeGreaterThan(800);
  expect(others.filter(({ colour }) => colour === SECOND_COLOUR)).toEqual([]);
  // The centre of a cell lies between pixels: next to a border they can be of another class.
  const openColour = (id: number) => (id > 19 ? FIRST_COLOUR : NETWORK_COLOURS[id]);
  const same = others.filter(({ x, y, colour }) => colour === openColour(ids[y * width + x]!));
  expect(same.length / others.length).toBeGreaterThan(0.99);
  expect(same.filter(({ colour }) => colour === FIRST_COLOUR).length).toBeGreaterThan(5);

  // Another layer takes their place, and so does the class once it is learnt.
  await page.getByLabel('Layer of pane 1').selectOption('classes');
  await expect(toggle).not.toBeChecked();
  await expect(trainingLabels(page)).toHaveCount(0);
  await toggle.check();
  await expect(trainingLabels(page)).toBeVisible();
  await panel(page).getByRole('button', { name: 'Learn “tree”' }).click();
  await expect(learnt(page)).toHaveCount(2);
  await expect(trainingLabels(page)).toHaveCount(0);
  await expect.poll(() => pixelsOf(page, SECOND_COLOUR)).toBeGreaterThan(500);
});

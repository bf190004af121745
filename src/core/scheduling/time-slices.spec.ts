import { expect, it } from 'vitest';
import { timeSlices } from './time-slices';

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

it('lets other tasks in between the steps of long work', async () => {
  let others = 0;
  const timer = setInterval(() => others++, 1);
  const rest = timeSlices();
  for (let step = 0; step < 20; step++) {
    work(4);
    await rest();
  }
  clearInterval(timer);
  expect(others).toBeGreaterThan(3);
});

it('ends when it is cancelled', async () => {
  const controller = new AbortController();
  const rest = timeSlices(controller.signal);
  controller.abort();
  work(10);
  await expect(rest()).rejects.toMatchObject({ code: 'cancelled' });
});

import { describe, expect, it } from 'vitest';
import { exceedsMemory, isHeavy, networkPlan, planTold } from './network-plan';

const SIZE = { width: 1024, height: 512 };
const plan = (multiplications: number, tensorBytes: number, bytes: number, threads = 1) =>
  networkPlan({ multiplications, tensorBytes }, bytes, SIZE, { inference: 'wasm', threads });

describe('the estimate before the first run', () => {
  it('grows with the picture and the file, and less time is taken by more threads', () => {
    expect(planTold(plan(20_000, 200, 15e6))).toBe(
      'about 3 s for a picture at 1024 x 512, and 150 MB of memory',
    );
    expect(planTold(plan(20_000, 200, 15e6, 4))).toContain('about 0.9 s');
    expect(planTold(plan(2_000_000, 8000, 400e6))).toBe(
      'about 6 min for a picture at 1024 x 512, and 5.4 GB of memory',
    );
  });

  it('is a question where it is long or much', () => {
    expect(isHeavy(plan(20_000, 200, 15e6))).toBe(false);
    expect(isHeavy(plan(80_000, 200, 15e6))).toBe(true);
    expect(isHeavy(plan(20_000, 200, 600e6))).toBe(true);
  });

  it('is a refusal where no tab can hold it', () => {
    expect(exceedsMemory(plan(1, 6000, 900e6))).toBe(false);
    expect(exceedsMemory(plan(1, 7000, 900e6))).toBe(true);
  });
});

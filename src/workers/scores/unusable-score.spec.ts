import { expect, it } from 'vitest';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import type { ScoreKind } from '#src/gpu/ops/scores/formulas';
import { GOLDEN_PIXEL } from '#src/gpu/ops/scores/scores.cases';
import type { EngineContext } from '#src/workers/state/context';
import { summarise } from './score-maps';

it('a score without a formula is refused by its name', async () => {
  const compute = createCpuCompute();
  const { logits, target } = GOLDEN_PIXEL;
  const { scores } = await compute.scores(logits, target, [
    { kind: 'no-formula' as ScoreKind, temperature: 1 },
  ]);
  const settings = { methodId: 'no-formula', parameters: {}, blur: false };
  for (const map of scores)
    await expect(summarise({ compute } as EngineContext, map, settings, {})).rejects.toMatchObject({
      code: 'model-self-check',
      message: expect.stringContaining('"no-formula"'),
    });
});

/** What follows the pixels of a set: its exact thresholds, then the components at them. */
import type { Engine } from '#src/engine-client/engine';
import {
  type AtThresholds,
  type ComponentItem,
  type ComponentsOfImage,
  componentPass,
} from '#src/evaluation/component-pass';
import { alarmPools, withPoints } from '#src/evaluation/operating-points';
import { thresholdPass } from '#src/evaluation/threshold-pass';
import type { EvaluationControl } from '#src/evaluation/types';
import type { PooledMetrics, SummaryMetrics } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

/** Parameters and errors as those of the two passes. */
export async function atThresholds(
  engine: Engine,
  items: readonly ComponentItem[],
  settings: readonly MethodSettings[],
  pooled: readonly SummaryMetrics[],
  asked: Omit<AtThresholds, 'alarmPools'>,
  control: EvaluationControl,
  fail: (stem: string, error: unknown) => void,
): Promise<{ methods: PooledMetrics[]; components: ComponentsOfImage[] }> {
  const failed = new Set<string>();
  const failOnce = (stem: string, error: unknown) => {
    if (!failed.has(stem)) fail(stem, error); // what fails in one pass mostly does in the other
    failed.add(stem);
  };
  const settled = await thresholdPass(engine, items, settings, pooled, control, failOnce);
  const pools = alarmPools(settled);
  const components = await componentPass(
    engine,
    items,
    settings,
    settled,
    { ...asked, alarmPools: pools },
    control,
    failOnce,
  );
  return { methods: withPoints(settled, pools), components };
}

/** What follows the pixels of a set: its exact thresholds, then the components at them. */
import type { Engine } from '#src/engine-client/engine';
import {
  type AtThresholds,
  type ComponentItem,
  type ComponentsOfImage,
  componentPass,
} from '#src/evaluation/component-pass';
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
  asked: AtThresholds,
  control: EvaluationControl,
  fail: (stem: string, error: unknown) => void,
): Promise<{ methods: PooledMetrics[]; components: ComponentsOfImage[] }> {
  const failed = new Set<string>();
  const failOnce = (stem: string, error: unknown) => {
    if (!failed.has(stem)) fail(stem, error); // what fails in one pass mostly does in the other
    failed.add(stem);
  };
  const methods = await thresholdPass(engine, items, settings, pooled, control, failOnce);
  const components = await componentPass(
    engine,
    items,
    settings,
    methods,
    asked,
    control,
    failOnce,
  );
  return { methods, components };
}

import { type RefObject, useEffect } from 'react';
import type { Layout } from '#src/store/state';
import { getState, patchView } from '#src/store/store';

/**
 * Device pixels of a box: exact where the browser tells. An emulated screen (developer tools) tells
 * the size in CSS pixels instead, so an exact size that is far from the rounded one is not
 * believed.
 */
function devicePixels(entry: ResizeObserverEntry): { width: number; height: number } {
  const width = Math.round(entry.contentRect.width * devicePixelRatio);
  const height = Math.round(entry.contentRect.height * devicePixelRatio);
  const exact = entry.devicePixelContentBoxSize?.[0];
  const believable =
    exact && Math.abs(exact.inlineSize - width) <= 1 && Math.abs(exact.blockSize - height) <= 1;
  return believable ? { width: exact.inlineSize, height: exact.blockSize } : { width, height };
}

/** All panes have one size, that of the smallest: grid rounding makes them differ by a pixel. */
export function useCanvasSize(
  stage: RefObject<HTMLElement | null>,
  layout: Layout,
  generation: number,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: they change the size.
  useEffect(() => {
    const boxes = [...(stage.current?.querySelectorAll('[data-canvas-box]') ?? [])];
    const sizes = new Map<Element, { width: number; height: number }>();
    const observer = new ResizeObserver((entries) => {
      for (const entry of entries) sizes.set(entry.target, devicePixels(entry));
      const width = Math.min(...[...sizes.values()].map((size) => size.width));
      const height = Math.min(...[...sizes.values()].map((size) => size.height));
      if (width === 0 || height === 0) return; // boxes on their way out
      const { canvas, pixelRatio } = getState().view;
      if (canvas.width === width && canvas.height === height && pixelRatio === devicePixelRatio)
        return;
      patchView({ canvas: { width, height }, pixelRatio: devicePixelRatio });
    });
    for (const box of boxes) {
      try {
        observer.observe(box, { box: 'device-pixel-content-box' });
      } catch {
        observer.observe(box);
      }
    }
    return () => observer.disconnect();
  }, [stage, layout, generation]);
}

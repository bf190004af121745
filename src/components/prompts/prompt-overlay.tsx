import './prompt-overlay.css';
import { useEffect, useRef } from 'react';
import { PromptShape } from '#src/components/prompts/prompt-shape';
import { useFocusFollows } from '#src/components/prompts/use-focus-follows';
import s2m from '#src/methods/s2m.method';
import { activeTool, shownPrompts, showsPrompts } from '#src/store/prompts';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** From picture pixels to CSS pixels within the pane, and CSS pixels per picture pixel. */
function placement(state: State): string {
  const size = shownPicture(state)?.info;
  if (!size) return '';
  const { zoom, canvas, pixelRatio } = state.view;
  const { scale, offsetX, offsetY } = transformOf(zoom, size, canvas);
  return [offsetX, offsetY, scale].map((value) => value / pixelRatio).join(' ');
}

/** Boxes and points over the picture in a pane that shows S2M. Follows zoom and pan past React. */
export function PromptOverlay({ index }: { index: number }) {
  const isShown = useStore((state) => showsPrompts(state.view.panes[index]) && shownPicture(state) !== null && !state.view.peek);
  return isShown ? <Shapes /> : null;
}

function Shapes() {
  const prompts = useStore(shownPrompts);
  const tool = useStore(activeTool);
  const selection = useStore((state) => state.prompts.selection);
  const threshold = useStore((state) => state.view.thresholds[s2m.id] ?? s2m.defaultThreshold);
  const group = useRef<SVGGElement>(null);
  useEffect(() => {
    const place = (values: string) => {
      const [x, y, scale] = values.split(' ').map(Number);
      if (!group.current || !scale) return;
      group.current.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
      group.current.style.setProperty('--unit', String(1 / scale));
    };
    return useStore.subscribe(placement, place, { fireImmediately: true });
  }, []);
  useFocusFollows(group);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold shapes.
    <svg className="prompts" data-tool={tool ?? undefined} role="group" aria-label="Prompts">
      <g ref={group}>
        {prompts.map((prompt, at) => (
          <PromptShape
            key={prompt.id}
            prompt={prompt}
            number={at + 1}
            selection={selection?.promptId === prompt.id ? selection : null}
            editable={tool !== null}
            isBelow={prompt.score < threshold}
          />
        ))}
      </g>
    </svg>
  );
}

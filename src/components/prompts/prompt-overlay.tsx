import '#src/components/stage/shapes.css';
import './prompt-overlay.css';
import { useRef } from 'react';
import { PromptShape } from '#src/components/prompts/prompt-shape';
import { useFocusFollows } from '#src/components/prompts/use-focus-follows';
import { placeShapes, usePlacement } from '#src/components/stage/pane/use-placement';
import { promptedMethod } from '#src/methods/capabilities';
import { activeTool, shownPrompts, showsPrompts } from '#src/store/prompts';
import { paneAt, shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Boxes and points over the picture in a pane that shows S2M. Follows zoom and pan past React. */
export function PromptOverlay({ index }: { index: number }) {
  const isShown = useStore(
    (state) =>
      showsPrompts(paneAt(state, index)) && shownPicture(state) !== null && !state.view.peek,
  );
  return isShown ? <Shapes /> : null;
}

function Shapes() {
  const prompts = useStore(shownPrompts);
  const tool = useStore(activeTool);
  const selection = useStore((state) => state.prompts.selection);
  const threshold = useStore(
    (state) => state.view.thresholds[promptedMethod.id] ?? promptedMethod.defaultThreshold,
  );
  const group = useRef<SVGGElement>(null);
  usePlacement(group, placeShapes);
  useFocusFollows(group);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold shapes.
    <svg className="shapes prompts" data-tool={tool ?? undefined} role="group" aria-label="Prompts">
      <g ref={group}>
        {prompts.map((prompt, index) => (
          <PromptShape
            key={prompt.id}
            prompt={prompt}
            number={index + 1}
            selection={selection?.promptId === prompt.id ? selection : null}
            editable={tool !== null}
            isBelow={prompt.score < threshold}
          />
        ))}
      </g>
    </svg>
  );
}

import { memo } from 'react';
import { activatePane } from '#src/actions/view/activate-pane';
import { PaneAnnotationTools } from '#src/components/open-world/annotate/annotation-tools';
import { PaneTools } from '#src/components/prompts/prompt-tools';
import { Legend } from '#src/components/stage/legend/legend';
import { PaneCanvas } from '#src/components/stage/pane/pane-canvas';
import { PaneHeader } from '#src/components/stage/pane/pane-header';
import { PaneMessage } from '#src/components/stage/pane/pane-message';
import { paneCount } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** One view of the picture: what it shows at the top, the canvas, the scale at the bottom. */
export const Pane = memo(function Pane({ index }: { index: number }) {
  const active = useStore(
    (state) => state.view.activePane === index && paneCount(state.view.layout) > 1,
  );
  return (
    <section
      className="pane"
      data-pane={index}
      data-active={active}
      aria-label={`Pane ${index + 1}`}
      onPointerDown={() => activatePane(index)}
      onFocus={() => activatePane(index)}
    >
      <PaneHeader index={index} />
      <PaneCanvas index={index} />
      <PaneTools index={index} />
      <PaneAnnotationTools index={index} />
      <Legend index={index} />
      <PaneMessage index={index} />
    </section>
  );
});

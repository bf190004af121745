import './segment-step.css';
import { setPaneLayer } from '#src/actions/view/set-pane-layer';
import { LearntFiles } from '#src/components/open-world/learn/learnt-files';
import { OldAndNovel } from '#src/components/open-world/old-and-novel';
import { OpenWorldError } from '#src/components/open-world/open-world-error';
import { closestPair } from '#src/components/open-world/space/shared-prototypes';
import { TaughtClassItem } from '#src/components/open-world/taught-class';
import { Icon } from '#src/components/ui/icon';
import { formatScore } from '#src/components/ui/numbers';
import type { PaneLayer } from '#src/core/types';
import { openWorldPane } from '#src/store/open-world/open-world';
import { useStore } from '#src/store/store';

const LAYERS: readonly { layer: PaneLayer; title: string }[] = [
  { layer: 'open-map', title: 'Open map' },
  { layer: 'classes', title: 'Classes' },
];

/** What was learnt, in its order; where it is seen, kept and measured. */
export function SegmentStep() {
  const classes = useStore((state) => state.openWorld.classes);
  return (
    <>
      {classes.length === 0 ? (
        <p className="muted">
          What was learnt is drawn in every picture, and kept in this browser.
        </p>
      ) : (
        <>
          <LayerChoice />
          <ol className="taught" aria-label="Learnt classes">
            {classes.map((taught, position) => (
              <TaughtClassItem
                // biome-ignore lint/suspicious/noArrayIndexKey: known by its place in the list.
                key={position}
                taught={taught}
                position={position}
                isLast={position === classes.length - 1}
              />
            ))}
          </ol>
          <SharedPrototype />
          <OldAndNovel />
        </>
      )}
      <LearntFiles />
      <OpenWorldError step="segment" />
    </>
  );
}

function LayerChoice() {
  const index = useStore(openWorldPane);
  const current = useStore((state) => state.view.panes[index]?.layer);
  if (index < 0) return null;
  return (
    <fieldset className="segment__layers" aria-label="Layer">
      {LAYERS.map(({ layer, title }) => (
        <button
          key={layer}
          type="button"
          className="button button--outlined"
          aria-pressed={layer === current}
          onClick={() => setPaneLayer(index, layer)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

function SharedPrototype() {
  const classes = useStore((state) => state.openWorld.classes);
  const pair = closestPair(classes);
  if (!pair) return null;
  return (
    <p className="segment__note" role="note">
      <Icon name="warning" />
      <span>
        “{pair.first}” and “{pair.second}” lie closer together ({formatScore(pair.distance)}) than λ
        reaches: unknown objects of different kinds can share a place in this space, and NPM then
        mixes them up.
      </span>
    </p>
  );
}

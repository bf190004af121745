import './annotate-step.css';
import { useId } from 'react';
import { colourDraft } from '#src/actions/annotate/colour-draft';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { setBrush } from '#src/actions/annotate/set-brush';
import { AnnotationTools } from '#src/components/open-world/annotate/annotation-tools';
import { ShotList } from '#src/components/open-world/annotate/shot-list';
import { isRoundOver } from '#src/components/open-world/step-states';
import { useNarrow } from '#src/components/ui/use-narrow';
import { draftOf } from '#src/store/open-world/open-world';
import { BRUSH } from '#src/store/open-world/open-world-slice';
import { useStore } from '#src/store/store';

/** Name and colour of the next class, the pictures it is annotated in, and how. */
export function AnnotateStep() {
  const narrow = useNarrow();
  const isNext = useStore(isRoundOver);
  const name = useStore((state) => draftOf(state).name);
  const colour = useStore((state) => draftOf(state).colour);
  const paints = useStore(({ openWorld: { tool } }) => tool === 'brush' || tool === 'eraser');
  const id = useId();
  return (
    <>
      <p className="muted">
        {isNext ? 'For another class, choose' : 'Choose'} a tool{narrow ? '' : ' above the picture'}
        : click on an unknown region, box the object or paint it. The larger it is, the better.
      </p>
      {narrow && <AnnotationTools />}
      {paints && <BrushSize />}
      <div className="annotate__name">
        <label htmlFor={id}>Name</label>
        <input
          id={id}
          className="field"
          autoComplete="off"
          maxLength={40}
          placeholder="for example suitcase"
          value={name}
          onChange={(event) => nameDraft(event.target.value)}
        />
        <input
          className="annotate__colour"
          type="color"
          aria-label="Colour"
          title="Colour"
          value={colour}
          onChange={(event) => colourDraft(event.target.value)}
        />
      </div>
      <ShotList />
    </>
  );
}

function BrushSize() {
  const brush = useStore((state) => state.openWorld.brush);
  return (
    <label className="annotate__brush">
      Brush
      <input
        type="range"
        {...BRUSH}
        value={brush}
        onChange={(event) => setBrush(event.target.valueAsNumber)}
      />
      <output>{brush} px</output>
    </label>
  );
}

import { showTrainingLabels } from '#src/actions/open-world/show-training-labels';
import { formatCount, formatShare } from '#src/components/ui/numbers';
import { canShowTrainingLabels, shotOfShown } from '#src/store/open-world/open-world';
import { useStore } from '#src/store/store';

/** With PLM and an annotation: what the head will be taught, on the picture and in numbers. */
export function TrainingLabelsToggle() {
  const isThere = useStore(canShowTrainingLabels);
  const wanted = useStore((state) => state.openWorld.wantsTrainingLabels);
  if (!isThere) return null;
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={wanted}
          onChange={(event) => showTrainingLabels(event.target.checked)}
        />
        Show the training labels
      </label>
      {wanted && <Cells />}
    </>
  );
}

function Cells() {
  const isAnnotated = useStore((state) => shotOfShown(state) !== null);
  const labels = useStore((state) => state.openWorld.trainingLabels?.result ?? null);
  if (!isAnnotated) return <p className="muted">The shown picture is not annotated.</p>;
  if (!labels) return <p className="muted">Asking the network…</p>;
  const { width, height, annotated } = labels;
  return (
    <p className="muted">
      {formatCount(width)} × {formatCount(height)} cells of the network,{' '}
      {formatShare(annotated / (width * height))} annotated. All others keep the network’s class, or
      that of a class learnt before.
    </p>
  );
}

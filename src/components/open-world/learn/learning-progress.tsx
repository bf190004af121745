import './learning-progress.css';
import { cancelLearning } from '#src/actions/open-world/cancel-learning';
import type { LearningProgress } from '#src/protocol/open-world';
import { useStore } from '#src/store/store';

/** What is done in each phase, and to what. */
const PHASES: Record<LearningProgress['phase'], { doing: string; unit: string }> = {
  collect: { doing: 'Reading the pictures', unit: 'Picture' },
  average: { doing: 'Averaging embeddings', unit: 'Picture' },
  distances: { doing: 'Measuring distances', unit: 'Picture' },
  train: { doing: 'Training the head', unit: 'Step' },
};

/**
 * In place of the button that started it. Only the phase is read out: steps follow one another too
 * fast.
 */
export function LearningProgressLine() {
  const progress = useStore((state) => state.openWorld.progress);
  const { doing, unit } = progress ? PHASES[progress.phase] : { doing: 'Learning', unit: '' };
  return (
    <div className="learning">
      <p className="learning__words">
        <span role="status">{doing}</span>
        {progress && (
          <span className="muted" data-progress>
            {unit} {progress.current} of {progress.total}
          </span>
        )}
      </p>
      <button type="button" className="button button--outlined" onClick={cancelLearning}>
        Cancel
      </button>
      <progress
        aria-label={doing}
        {...(progress ? { value: progress.current - 1, max: progress.total } : {})}
      />
    </div>
  );
}

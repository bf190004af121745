import './learning-progress.css';
import { cancelLearning } from '#src/actions/open-world/learn-class';

/** In place of the button that started it. */
export function LearningProgress() {
  return (
    <div className="learning" role="status">
      <span>Learning…</span>
      <button type="button" className="button button--outlined" onClick={cancelLearning}>
        Cancel
      </button>
    </div>
  );
}

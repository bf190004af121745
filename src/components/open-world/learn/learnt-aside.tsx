import { deleteTextsAside } from '#src/actions/open-world/delete-texts-aside';
import { saveTextsAside } from '#src/actions/open-world/save-texts-aside';
import { useStore } from '#src/store/store';

/** What the browser keeps of earlier learning that this page could not use. */
export function LearntAside() {
  const count = useStore((state) => state.openWorld.textsAside);
  if (count === 0) return null;
  return (
    <>
      <p className="muted">
        This browser keeps something that was learnt before and that this page cannot use.
      </p>
      <div className="open-world__buttons">
        <button type="button" className="button button--outlined" onClick={saveTextsAside}>
          Save it as {count === 1 ? 'a file' : `${count} files`}
        </button>
        <button type="button" className="button button--outlined" onClick={deleteTextsAside}>
          Delete it
        </button>
      </div>
    </>
  );
}

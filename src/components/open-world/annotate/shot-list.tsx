import './shot-list.css';
import { removeShot } from '#src/actions/annotate/remove-shot';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { Icon } from '#src/components/ui/icon';
import { formatCount } from '#src/components/ui/numbers';
import { draftOf, openPictureOf } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { useStore } from '#src/store/store';

/** The annotated pictures of the next class. */
export function ShotList() {
  const shots = useStore((state) => draftOf(state).shots);
  if (shots.length === 0) return null;
  return (
    <ul className="shots" aria-label="Annotated pictures">
      {shots.map((shot) => (
        <Row key={shot.id} shot={shot} />
      ))}
    </ul>
  );
}

function Row({ shot }: { shot: Shot }) {
  const pictureId = useStore((state) => openPictureOf(state, shot));
  const isShown = useStore((state) => pictureId !== null && state.view.shownId === pictureId);
  const { name } = shot.picture;
  return (
    <li data-shot={shot.id} data-shown={isShown}>
      <button
        type="button"
        className="shots__select"
        disabled={pictureId === null}
        aria-current={isShown ? 'true' : undefined}
        title={pictureId === null ? `${name} is not open` : name}
        onClick={() => pictureId !== null && void selectPicture(pictureId)}
      >
        {name}
      </button>
      <span className="shots__pixels" data-pixels={shot.pixels}>
        {formatCount(shot.pixels)} px
      </span>
      <button
        type="button"
        className="shots__remove"
        aria-label={`Remove the annotation of ${name}`}
        onClick={() => removeShot(shot.id)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

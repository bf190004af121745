import './picture-list.css';
import { clearPictures } from '#src/actions/pictures/clear-pictures';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { labelMark } from '#src/components/picture-list/label-mark';
import { Icon } from '#src/components/ui/icon';
import type { PictureState } from '#src/store/state';
import { useStore } from '#src/store/store';

const STATES: Record<PictureState, string> = {
  queued: 'waiting',
  loading: 'opening',
  loaded: 'opened',
  analysing: 'being analysed',
  ready: 'analysed',
  failed: 'failed',
};

export function PictureList() {
  const order = useStore((state) => state.pictures.order);
  return (
    <nav className="pictures" aria-label="Pictures">
      <ul className="pictures__list">
        {order.map((id) => (
          <Thumbnail key={id} id={id} />
        ))}
      </ul>
      {order.length > 1 && (
        <button type="button" className="button pictures__clear" onClick={clearPictures}>
          Clear
        </button>
      )}
    </nav>
  );
}

function Thumbnail({ id }: { id: string }) {
  const entry = useStore((state) => state.pictures.byId[id]);
  const selected = useStore((state) => state.pictures.selectedId === id);
  if (!entry) return null;
  const { name, state, thumbnailUrl, error, label } = entry;
  const mark = label && labelMark(label);
  return (
    <li className="thumbnail" data-state={state} data-picture={id}>
      <button
        type="button"
        className="thumbnail__open"
        aria-current={selected}
        aria-label={`${name}, ${STATES[state]}${mark ? `, ${mark.words}` : ''}`}
        title={error ? `${name}: ${error.message}` : name}
        onClick={() => void selectPicture(id)}
      >
        {thumbnailUrl ? (
          <img src={thumbnailUrl} alt="" draggable={false} />
        ) : (
          <span className="thumbnail__blank">
            {state === 'failed' ? <Icon name="warning" /> : null}
          </span>
        )}
        {mark && (
          <span className="thumbnail__label" data-label={mark.state} title={mark.title}>
            {mark.text}
          </span>
        )}
        <span className="thumbnail__name">{name}</span>
      </button>
      <button
        type="button"
        className="thumbnail__remove"
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() => removePictures([id])}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

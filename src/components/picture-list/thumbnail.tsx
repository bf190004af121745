import { type CSSProperties, Fragment, memo } from 'react';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { markPicture } from '#src/actions/set/mark-picture';
import { markUpTo } from '#src/actions/set/mark-up-to';
import { openFromSheet } from '#src/actions/set/open-from-sheet';
import { DriveBadge, driveWords } from '#src/components/picture-list/drive-badge';
import { labelMark } from '#src/components/picture-list/label-mark';
import { breaksAnywhere, nameIn, partsOf } from '#src/components/picture-list/name-room';
import { ThumbnailMask } from '#src/components/picture-list/thumbnail-mask';
import { numbersText, ThumbnailNumbers } from '#src/components/picture-list/thumbnail-numbers';
import { Icon } from '#src/components/ui/icon';
import { driveOfPicture } from '#src/store/drives/shown-drive';
import { entryOf } from '#src/store/set/survey-terms';
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

/** What the bar means, where nothing else says it. */
const BAR = 'The bar compares the share with that of the picture that has most.';

interface ThumbnailProps {
  id: string;
  /** Width of a line of its name; null while it is not known. */
  room: number | null;
  /** On the contact sheet, where pictures can be marked. */
  sheet: boolean;
  /** The one of the list that the Tab key goes to. */
  isTabStop: boolean;
  /** In the whole list, of which only a part may be there. */
  index: number;
  count: number;
  /** Its column, and CSS pixels from the top of the list. */
  lane: number;
  top: number;
  /** Takes its height. */
  measure: (element: HTMLElement | null) => void;
}

export const Thumbnail = memo(function Thumbnail(props: ThumbnailProps) {
  const { id, room, sheet, isTabStop, index, count, lane, top, measure } = props;
  const entry = useStore((state) => state.pictures.byId[id]);
  const selected = useStore((state) => state.pictures.selectedId === id);
  const numbers = useStore((state) => numbersText(state, id));
  const marked = useStore((state) => sheet && state.set.marked.includes(id));
  const isKnown = useStore((state) => Boolean(entryOf(state, id)?.survey));
  const drive = useStore((store) => driveOfPicture(store, id));
  if (!entry) return null;
  const { state, thumbnailUrl, label } = entry;
  const name = drive?.name ?? entry.name;
  const mark = label && labelMark(label);
  const tabIndex = isTabStop ? 0 : -1;
  const words = state === 'loaded' && isKnown ? STATES.ready : STATES[state];
  return (
    <li
      className="thumbnail"
      ref={measure}
      style={{ '--lane': lane, transform: `translateY(${top}px)` } as CSSProperties}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-index={index}
      data-state={state}
      data-known={isKnown}
      data-picture={id}
      data-marked={marked || undefined}
    >
      <button
        type="button"
        className="thumbnail__open"
        tabIndex={tabIndex}
        aria-current={selected}
        aria-label={[name, drive && driveWords(drive), words, mark?.words]
          .filter(Boolean)
          .join(', ')}
        aria-description={numbers}
        title={numbers ? `${name}\n${numbers}\n${state === 'failed' ? '' : BAR}`.trim() : name}
        onClick={({ shiftKey, ctrlKey, metaKey }) => {
          if (sheet && shiftKey) markUpTo(id);
          else if (sheet && (ctrlKey || metaKey)) markPicture(id);
          else if (sheet) openFromSheet(id);
          else void selectPicture(id);
        }}
      >
        <span className="thumbnail__picture">
          {thumbnailUrl ? (
            <img src={thumbnailUrl} alt="" draggable={false} />
          ) : (
            state === 'failed' && <Icon name="warning" />
          )}
          <ThumbnailMask id={id} />
          {drive && <DriveBadge drive={drive} />}
        </span>
        {mark && (
          <span className="thumbnail__label" data-label={mark.state} title={mark.title}>
            {mark.text}
          </span>
        )}
        <span className="thumbnail__name" data-breaks={breaksAnywhere(room, name)}>
          {partsOf(nameIn(room, name)).map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
            <Fragment key={index}>
              {index > 0 && <wbr />}
              {part}
            </Fragment>
          ))}
        </span>
        <ThumbnailNumbers id={id} />
      </button>
      {sheet && (
        <label className="thumbnail__mark" title="Mark (Shift: all from the last marked one)">
          <input
            type="checkbox"
            tabIndex={tabIndex}
            aria-label={`Mark ${name}`}
            checked={marked}
            onClick={({ shiftKey }) => (shiftKey ? markUpTo(id) : markPicture(id))}
            onChange={() => {}}
          />
        </label>
      )}
      <button
        type="button"
        className="thumbnail__remove"
        tabIndex={tabIndex}
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() => removePictures([id])}
      >
        <Icon name="close" />
      </button>
    </li>
  );
});

import './drive-panel.css';
import { useState } from 'react';
import { setPictureRate } from '#src/actions/drives/set-picture-rate';
import { setSmoothing } from '#src/actions/drives/set-smoothing';
import { showMoment } from '#src/actions/drives/show-moment';
import { MomentRow } from '#src/components/drive-panel/moment-row';
import { TrackFiles } from '#src/components/drive-panel/track-files';
import { DriveControls } from '#src/components/timeline/playback-bar';
import { NumberField } from '#src/components/ui/number-field';
import { formatCount, formatTime } from '#src/components/ui/numbers';
import { useNarrow } from '#src/components/ui/use-narrow';
import { driveSummaries, type MethodSummary } from '#src/store/drives/drive-summary';
import type { DrivesSlice, OpenDrive } from '#src/store/drives/drives-slice';
import { shownDrive } from '#src/store/drives/shown-drive';
import { wholeOf } from '#src/store/drives/timeline-window';
import { activeMethod } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Moments that are listed before a person asks for more. */
const LISTED = 20;

/** What is worth a look in the shown drive, by the method of the active pane. */
export function DrivePanel() {
  const drive = useStore(shownDrive);
  // What is known of it lies beside the store, which says when there is more.
  useStore((state) => state.drives.summarised);
  const title = useStore((state) => activeMethod(state).title);
  const narrow = useNarrow();
  if (!drive) return null;
  const [summary] = driveSummaries.get(drive.id) ?? [];
  const count = summary?.moments.length ?? 0;
  return (
    <section className="panel" aria-label="Drive">
      <h2 className="panel__title">
        Moments
        <span className="threshold__method">{title}</span>
      </h2>
      <p className="muted">{factsOf(drive)}</p>
      {narrow && (
        <div className="row drive__controls">
          <DriveControls drive={drive} />
        </div>
      )}
      {drive.kind === 'sequence' && (
        <div className="row drive__rate">
          <NumberField
            label="Pictures a second"
            value={drive.pictureRate}
            onCommit={setPictureRate}
          />
          <span>pictures a second</span>
        </div>
      )}
      {summary && summary.timeline.indexes.length > 0 ? (
        <>
          <p className="drive__count" data-moments={count}>
            {countWords(count)}
          </p>
          <Moments drive={drive} summary={summary} />
          <Flicker summary={summary} />
          <Smoothing />
          {summary.tracks.length > 0 && <TrackFiles trackId={null} />}
        </>
      ) : (
        <p className="muted">
          {drive.facts
            ? 'What stands out over several frames is listed here as soon as some are analysed.'
            : 'The drive is being opened.'}
        </p>
      )}
    </section>
  );
}

function countWords(moments: number): string {
  if (moments === 0) return 'Nothing above the threshold lasts longer than one analysed frame.';
  if (moments === 1) return '1 moment';
  return `${formatCount(moments)} moments, what is largest, strongest and lasts longest first.`;
}

function factsOf(drive: OpenDrive): string {
  const { facts, kind } = drive;
  if (!facts) return drive.name;
  if (kind === 'live') return `${drive.name}${drive.hasEnded ? ', ended' : ''}`;
  const { from, to } = wholeOf(drive);
  const frames = kind === 'video' ? `, ${formatCount(facts.timestamps.length)} frames` : '';
  return `${facts.format}${frames}, ${formatTime(to - from, 1)}`;
}

function Moments({ drive, summary }: { drive: OpenDrive; summary: MethodSummary }) {
  const [listed, setListed] = useState(LISTED);
  const colours = new Map(summary.tracks.map(({ id, colour }) => [id, colour]));
  const more = summary.moments.length - listed;
  return (
    <>
      <ul className="drive__moments">
        {summary.moments.slice(0, listed).map((moment) => (
          <li key={moment.trackId}>
            <MomentRow
              driveId={drive.id}
              moment={moment}
              colour={colours.get(moment.trackId) ?? ''}
              isSelected={drive.selectedTrack === moment.trackId}
              grid={summary.grid}
            />
            {drive.selectedTrack === moment.trackId && <TrackFiles trackId={moment.trackId} />}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="button" onClick={() => setListed(listed + LISTED)}>
          {formatCount(Math.min(more, LISTED))} more of {formatCount(summary.moments.length)}
        </button>
      )}
    </>
  );
}

/** What a single analysed frame has seen: mostly noise, so it is folded. */
function Flicker({ summary }: { summary: MethodSummary }) {
  const flicker = summary.tracks.filter((track) => track.flicker);
  if (flicker.length === 0) return null;
  return (
    <details className="drive__flicker">
      <summary className="disclosure">flicker: {formatCount(flicker.length)}</summary>
      <p className="muted">Seen in one analysed frame alone.</p>
      <div className="drive__times">
        {flicker.slice(0, 100).map(({ id, from, spots }) => (
          <button key={id} type="button" className="button" onClick={() => showMoment(id, from)}>
            {formatTime(spots[0]?.timestamp ?? 0, 1)}
          </button>
        ))}
      </div>
    </details>
  );
}

const SMOOTHINGS: Record<DrivesSlice['smoothing'], string> = {
  off: 'off',
  median3: 'median of 3 frames',
  'along-track': 'along each track',
};

/** Off unless a person asks for it; then it is said, since it changes every number of the drive. */
function Smoothing() {
  const smoothing = useStore((state) => state.drives.smoothing);
  return (
    <div className="drive__smoothing">
      <label className="row">
        Smoothing
        <select
          className="field"
          value={smoothing}
          onChange={({ target }) => setSmoothing(target.value as DrivesSlice['smoothing'])}
        >
          {Object.entries(SMOOTHINGS).map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {smoothing !== 'off' && (
        <p className="drive__smoothed" role="status">
          Smoothing is on: timeline, tracks and moments are of smoothed scores. The stage shows each
          frame as it is.
        </p>
      )}
    </div>
  );
}

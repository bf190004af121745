import { setLoop } from '#src/actions/drives/set-loop';
import { setPerSecond } from '#src/actions/drives/set-per-second';
import { stepFrame } from '#src/actions/drives/step-frame';
import { togglePlaying } from '#src/actions/drives/toggle-playing';
import { fitTimeline } from '#src/actions/timeline/fit-timeline';
import { setMeasure } from '#src/actions/timeline/set-measure';
import { zoomTimeline } from '#src/actions/timeline/zoom-timeline';
import { MEASURE_TITLES } from '#src/components/timeline/plot-data';
import { RunStatus } from '#src/components/timeline/run-status';
import { Icon, type IconName } from '#src/components/ui/icon';
import { formatCount, formatTime } from '#src/components/ui/numbers';
import { useNarrow } from '#src/components/ui/use-narrow';
import type { OpenDrive, TimelineMeasure } from '#src/store/drives/drives-slice';
import { EVERY_FRAME } from '#src/store/drives/frame-steps';
import { playheadTime } from '#src/store/drives/shown-drive';
import { useStore } from '#src/store/store';

const RATES = [0.5, 1, 2, 5, 10, EVERY_FRAME];

const rateTitle = (rate: number): string =>
  rate === EVERY_FRAME ? 'every frame' : rate < 1 ? 'one in 2 s' : `${rate} a second`;

interface ButtonProps {
  icon: IconName;
  /** What it does; with the key that does the same. */
  label: string;
  hint?: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}

function BarButton({ icon, label, hint, pressed, disabled = false, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      className="button"
      aria-label={label}
      aria-pressed={pressed}
      title={hint ?? label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Steps and plays, and says where that is; a phone has the other controls in the panel of the drive. */
export function PlaybackBar({ drive }: { drive: OpenDrive }) {
  const narrow = useNarrow();
  const { facts, playhead, speed, kind } = drive;
  const frames = facts?.timestamps.length ?? 0;
  const isLive = kind === 'live';
  return (
    <div className="timeline__bar">
      {!isLive && (
        <BarButton
          icon="stepBack"
          label="One frame back"
          disabled={playhead === 0}
          onClick={() => stepFrame(-1)}
        />
      )}
      <BarButton
        icon={speed === 0 ? 'play' : 'pause'}
        label={speed === 0 ? 'Play' : 'Stop'}
        hint={speed === 0 ? 'Play (L; backwards J)' : 'Stop (K)'}
        disabled={isLive ? drive.hasEnded : frames < 2}
        onClick={togglePlaying}
      />
      {!isLive && (
        <BarButton
          icon="stepForward"
          label="One frame on"
          disabled={playhead >= frames - 1}
          onClick={() => stepFrame(1)}
        />
      )}
      <span className="timeline__time">
        <strong>{formatTime(playheadTime(drive))}</strong>
        {!isLive && (
          <span className="muted"> / {formatTime(facts?.timestamps.at(-1) ?? 0, 1)}</span>
        )}
      </span>
      <span className="muted timeline__frame" title="Frame, counted from 1">
        {formatCount(playhead + 1)}
        {!isLive && ` of ${formatCount(frames)}`}
      </span>
      <ShownRateWords drive={drive} />
      <span className="timeline__gap" />
      {!narrow && <DriveControls drive={drive} />}
    </div>
  );
}

/** What is analysed and drawn, and how far that is. */
export function DriveControls({ drive }: { drive: OpenDrive }) {
  const { kind, loop, perSecond } = drive;
  const isLive = kind === 'live';
  return (
    <>
      {!isLive && <RunStatus drive={drive} />}
      {!isLive && <PerSecond perSecond={perSecond} />}
      <Measure />
      {!isLive && (
        <BarButton
          icon="loop"
          label="Loop"
          hint="Begin anew at the end"
          pressed={loop}
          onClick={() => setLoop(!loop)}
        />
      )}
      <ZoomButtons drive={drive} />
    </>
  );
}

/** How fast frames have been shown, while that is of interest. */
function ShownRateWords({ drive: { shown, speed, kind } }: { drive: OpenDrive }) {
  if (!shown || (speed === 0 && kind !== 'live')) return null;
  const { rate, delay, dropped } = shown;
  const times = Math.abs(speed) > 1 ? `${Math.abs(speed)}×, ` : '';
  const direction = speed < 0 ? 'backwards, ' : '';
  const behind = delay === null ? '' : `, ${formatCount(Math.round(delay))} ms behind`;
  const lost = dropped > 0 ? `, ${formatCount(dropped)} not shown` : '';
  return (
    <span className="muted timeline__rate" data-rate={rate.toFixed(2)}>
      {times}
      {direction}
      {rate.toFixed(1)} shown a second{behind}
      {lost}
    </span>
  );
}

function PerSecond({ perSecond }: { perSecond: number }) {
  return (
    <select
      className="field"
      aria-label="Frames that are analysed and played"
      title="Frames that are analysed and played; around peaks every frame is analysed"
      value={perSecond}
      onChange={({ target }) => setPerSecond(Number(target.value))}
    >
      {RATES.map((rate) => (
        <option key={rate} value={rate}>
          {rateTitle(rate)}
        </option>
      ))}
    </select>
  );
}

function Measure() {
  const measure = useStore((state) => state.drives.measure);
  return (
    <select
      className="field"
      aria-label="What the timeline shows"
      title="What the timeline shows of each analysed frame: its highest score, the area above the threshold, or how many tracks it has"
      value={measure}
      onChange={({ target }) => setMeasure(target.value as TimelineMeasure)}
    >
      {Object.entries(MEASURE_TITLES).map(([id, title]) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}

function ZoomButtons({ drive }: { drive: OpenDrive }) {
  const around = playheadTime(drive);
  const isWhole = drive.window === null;
  return (
    <span className="timeline__zoom">
      <BarButton
        icon="minus"
        label="Zoom the timeline out"
        disabled={isWhole}
        onClick={() => zoomTimeline(0.5, around)}
      />
      <BarButton icon="plus" label="Zoom the timeline in" onClick={() => zoomTimeline(2, around)} />
      <BarButton icon="fit" label="Show the whole drive" disabled={isWhole} onClick={fitTimeline} />
    </span>
  );
}

import './probe-card.css';
import type { CSSProperties } from 'react';
import { setPinned } from '#src/actions/probe/set-pinned';
import { RULE_WORDS } from '#src/components/open-world/learn/rule-words';
import { Icon } from '#src/components/ui/icon';
import { formatScore, formatShare } from '#src/components/ui/numbers';
import type { ProbeResult } from '#src/protocol/view';
import { type MethodInfo, methodInfo } from '#src/store/method-info';
import { currentNames, namesOfRegion, nameWords } from '#src/store/names/shown-names';
import { activeMethod, shownResult, thresholdOf } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const CLASSES_SHOWN = 3;
const PERCENTILE_OF = 'Percentile among the pixels of this picture that count';

/** What is known about one pixel, in a card beside the cursor. */
export function ProbeCard() {
  const probe = useStore((state) => state.results.probe);
  const result = useStore(shownResult);
  const active = useStore(activeMethod);
  const threshold = useStore((state) => thresholdOf(state, activeMethod(state)));
  const stageWidth = useStore((state) => state.view.canvas.width / state.view.pixelRatio);
  if (!probe) return null;
  const { at: place, pinned, result: probed } = probe;
  const side = place.x > stageWidth / 2 ? 'left' : 'right';
  return (
    <aside
      className="probe"
      data-side={side}
      data-pinned={pinned}
      style={{ '--x': `${place.x}px`, '--y': `${place.y}px` } as CSSProperties}
      aria-label="Pixel probe"
    >
      <header className="probe__head">
        <span className="muted">
          x {probed.x} y {probed.y}
        </span>
        {pinned && (
          <button
            type="button"
            className="probe__close"
            aria-label="Release the probe"
            onClick={() => setPinned(false)}
          >
            <Icon name="close" />
          </button>
        )}
      </header>
      <LearntName result={probed} />
      <ClassBars result={probed} />
      <ul className="probe__scores">
        {probed.scores.map(({ methodId, score, percentile, surprise }) => (
          <ScoreRow
            key={methodId}
            info={methodInfo(methodId, result)}
            score={score}
            percentile={percentile}
            surprise={surprise}
            active={methodId === active.id}
            above={methodId === active.id && score >= threshold && !probed.isLeftOut}
          />
        ))}
      </ul>
      <p className="muted">
        {placeWords(probed)}
        <RegionName id={probed.regionId} />
      </p>
    </aside>
  );
}

/** What the region under the pointer looks like, where that is known. */
function RegionName({ id }: { id: number | null }) {
  const named = useStore(currentNames);
  const names = namesOfRegion(named, id);
  if (!names) return null;
  return <span data-probe-name>, {nameWords(names)}</span>;
}

function placeWords({ isLeftOut, regionId }: ProbeResult): string {
  if (isLeftOut) return 'Outside the region of interest';
  return regionId === null ? 'Below the threshold' : `Region ${regionId}`;
}

/**
 * The class that a person taught the page and that fires here; the network's own guesses stay below
 * it.
 */
function LearntName({ result: { learnt } }: { result: ProbeResult }) {
  const taught = useStore((state) => state.openWorld.classes[learnt?.position ?? -1] ?? null);
  if (!taught) return null;
  return (
    <p className="probe__learnt" data-probe-learnt>
      <i style={{ background: taught.colour }} />
      <strong>{taught.name}</strong>
      <span className="muted">learnt, {RULE_WORDS[taught.rule.kind].method}</span>
    </p>
  );
}

function ClassBars({ result }: { result: ProbeResult }) {
  return (
    <ul className="probe__classes">
      {result.classes.slice(0, CLASSES_SHOWN).map(({ index, name, probability }) => (
        <li key={index}>
          <span>{name}</span>
          <i className="probe__bar" style={{ inlineSize: `${probability * 100}%` }} />
          <span>{formatShare(probability)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A score −p that is all but −1 says less than −log p, which stands beside it. */
function saturatedWords(score: number, surprise: number): string {
  return `${formatScore(score)}, −log p ${formatScore(surprise)}`;
}

interface ScoreRowProps {
  info: MethodInfo;
  score: number;
  percentile: number | null;
  surprise: number | null;
  active: boolean;
  above: boolean;
}

function ScoreRow({ info, score, percentile, surprise, active, above }: ScoreRowProps) {
  return (
    <li data-active={active} data-above={above}>
      <span>{info.title}</span>
      <span>{surprise === null ? formatScore(score) : saturatedWords(score, surprise)}</span>
      <span className="muted" title={PERCENTILE_OF}>
        {percentile === null ? '–' : `P${percentile.toFixed(percentile > 99 ? 1 : 0)}`}
      </span>
    </li>
  );
}

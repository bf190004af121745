import './status-bar.css';
import { FaultMenu } from '#src/components/status-bar/fault-menu';
import { formatBytes, formatMilliseconds } from '#src/components/ui/numbers';
import type { StageTimes } from '#src/core/types';
import { urlSettings } from '#src/store/address/url-settings';
import { loadOf, paneModel } from '#src/store/models';
import { activePane } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const STAGES: readonly (keyof StageTimes)[] = [
  'decode',
  'preprocess',
  'infer',
  'score',
  'propose',
  'encode',
  'paint',
  'histogram',
  'threshold',
  'regions',
  'draw',
];
const PATHS = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

/** Where it runs, how long it took, and with which model. */
export function StatusBar() {
  return (
    <footer className="status">
      <Paths />
      <Times />
      <Model />
      {urlSettings.faults && <FaultMenu />}
    </footer>
  );
}

function Paths() {
  const { info, engineState } = useStore((state) => state.session);
  const threads = useStore((state) => paneModel(state, activePane(state))?.threads ?? 1);
  if (!info)
    return (
      <span data-state={engineState}>
        {engineState === 'failed' ? 'Engine stopped' : 'Starting…'}
      </span>
    );
  const { adapter, fallbackReason, inference, compute } = info;
  const name =
    !adapter || adapter.software
      ? 'software'
      : adapter.description || `${adapter.vendor} ${adapter.architecture}`;
  return (
    <span className="status__paths" title={fallbackReason ?? undefined} data-state={engineState}>
      <strong>{name}</strong>
      <span>
        inference {PATHS[inference]}
        {threads > 1 && `, ${threads} threads`}
      </span>
      <span>compute {PATHS[compute]}</span>
      {engineState === 'recovering' && <span>recovering…</span>}
    </span>
  );
}

function Times() {
  const analysis = useStore((state) => state.session.analysisTimes);
  const drawing = useStore((state) => state.session.drawTimes);
  const times: StageTimes = { ...analysis, ...drawing };
  const known = STAGES.filter((stage) => times[stage] !== undefined);
  if (known.length === 0) return null;
  return (
    <span className="status__times" title="Milliseconds of the last run of each stage">
      {known.map((stage) => (
        <span key={stage}>
          {stage} <b>{formatMilliseconds(times[stage] ?? 0)}</b>
        </span>
      ))}
      <span>ms</span>
    </span>
  );
}

/** The network of the active pane; its size is that of all files which it needs. */
function Model() {
  const model = useStore((state) => paneModel(state, activePane(state)));
  const bytes = useStore((state) => (model ? loadOf(state, model.id).total : 0));
  if (!model) return null;
  const { id, needs, licence, selfCheck, sha256 } = model;
  const files = needs.length > 0 ? `With ${needs.join(' and ')}. ` : '';
  const passed = selfCheck
    ? `Self-check passed: largest difference ${selfCheck.maxDifference.toExponential(1)}, tolerance ${selfCheck.tolerance.toExponential(1)}.`
    : 'No numbers are stored to check it by.';
  const check = `${passed} SHA-256 ${sha256.slice(0, 12)}…`;
  return (
    <span className="status__model" title={files + check}>
      <strong>{id}</strong>
      <span>{formatBytes(bytes)}</span>
      <span className="status__terms">{licence}</span>
    </span>
  );
}

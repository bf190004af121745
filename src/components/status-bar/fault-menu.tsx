import { simulateFault } from '#src/actions/simulate-fault';

const FAULTS = [
  { kind: 'device', title: 'Lose device' },
  { kind: 'worker', title: 'Crash worker' },
  { kind: 'hang', title: 'Hang worker' },
] as const;

/** For tests and the curious, with `?faults=1`. */
export function FaultMenu() {
  return (
    <span className="status__faults">
      {FAULTS.map(({ kind, title }) => (
        <button
          key={kind}
          type="button"
          className="button"
          data-fault={kind}
          onClick={() => simulateFault(kind)}
        >
          {title}
        </button>
      ))}
    </span>
  );
}

import './value-table.css';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { formatShare } from '#src/components/ui/numbers';
import {
  countedFor,
  kindOf,
  presetFor,
  type ValueKind,
  withKind,
} from '#src/core/ground-truth/edit-reading';
import { CUT, type LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { nameOfValue } from '#src/core/ground-truth/presets';
import { hexOf } from '#src/core/ground-truth/suggest-readings';

const SHOWN = 64;
const KINDS: readonly { kind: ValueKind; title: string }[] = [
  { kind: 'normal', title: 'Normal' },
  { kind: 'anomaly', title: 'Unknown' },
  { kind: 'ignored', title: 'Ignored' },
];

interface Props {
  values: LabelValues;
  reading: LabelReading;
  onChange: (reading: LabelReading) => void;
}

/** Every value that was found: its share, what it may be called, and what it counts as. */
export function ValueTable({ values, reading, onChange }: Props) {
  const counted = countedFor(reading, values);
  const total = counted.pixels.reduce((sum, pixels) => sum + pixels, 0);
  if (reading.as === 'soft' || reading.as === 'alpha')
    return <CutTable counted={counted} total={total} />;
  const preset = presetFor(reading, values);
  const more = counted.values.length - SHOWN;
  return (
    <table className="values">
      <caption className="visually-hidden">Values of the labels</caption>
      <thead>
        <tr>
          <th scope="col">{headOf(values)}</th>
          <th scope="col">Share</th>
          <th scope="col">Counts as</th>
        </tr>
      </thead>
      <tbody>
        {counted.values.slice(0, SHOWN).map((value, index) => {
          const name = nameOfValue(value, values.names, preset);
          const kind = kindOf(reading, value);
          return (
            <tr key={value} data-value={value} data-kind={kind}>
              <th scope="row">
                {values.drawn ? drawnName(value, name) : <Value value={value} values={values} />}
                {name && !values.drawn && <span className="values__name muted">{name}</span>}
              </th>
              <td>{formatShare((counted.pixels[index] as number) / total)}</td>
              <td>
                <ToggleGroup
                  aria-label={`What ${wordOf(value, values, name)} counts as`}
                  className="values__kinds"
                  value={[kind]}
                  onValueChange={([next]) =>
                    next && onChange(withKind(reading, values, value, next as ValueKind))
                  }
                >
                  {KINDS.map((choice) => (
                    <Toggle key={choice.kind} value={choice.kind} className="values__kind">
                      {choice.title}
                    </Toggle>
                  ))}
                </ToggleGroup>
              </td>
            </tr>
          );
        })}
        {more > 0 && (
          <tr>
            <td colSpan={3} className="muted">
              and {more} more
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function headOf({ drawn, colours }: LabelValues): string {
  if (drawn) return 'Name';
  return colours ? 'Colour' : 'Id';
}

function drawnName(value: number, name: string | null): string {
  return value === 0 ? 'nothing drawn' : (name ?? `${value}`);
}

function wordOf(value: number, { drawn, colours }: LabelValues, name: string | null): string {
  if (drawn) return drawnName(value, name);
  return colours ? hexOf(value) : `${value}`;
}

function Value({ value, values }: { value: number; values: LabelValues }) {
  return values.colours ? <Colour value={value} /> : value;
}

function Colour({ value }: { value: number }) {
  return (
    <>
      <svg className="values__swatch" viewBox="0 0 12 12" aria-hidden="true">
        <rect width="12" height="12" fill={hexOf(value)} />
      </svg>
      {hexOf(value)}
    </>
  );
}

/** Values on either side of the cut. */
function CutTable({
  counted: { values, pixels },
  total,
}: {
  counted: { values: number[]; pixels: number[] };
  total: number;
}) {
  const above = pixels.reduce(
    (sum, count, index) => sum + ((values[index] as number) >= CUT ? count : 0),
    0,
  );
  return (
    <table className="values">
      <caption className="visually-hidden">Values of the labels</caption>
      <tbody>
        <tr>
          <th scope="row">0 to {CUT - 1}</th>
          <td>{formatShare((total - above) / total)}</td>
          <td>Normal</td>
        </tr>
        <tr>
          <th scope="row">{CUT} to 255</th>
          <td>{formatShare(above / total)}</td>
          <td>Unknown</td>
        </tr>
      </tbody>
    </table>
  );
}

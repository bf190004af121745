import type { ReactNode } from 'react';
import { selectPrompt } from '#src/actions/prompts/select-prompt';
import { formatScore } from '#src/components/ui/numbers';
import { HANDLES, handlePlace } from '#src/core/prompts/box-geometry';
import type { Prompt, PromptPoint } from '#src/core/prompts/prompt';
import type { PromptSelection } from '#src/store/prompts-slice';

const HANDLE_SIZE = 9;
const POINT_RADIUS = 8;

interface Props {
  prompt: Prompt;
  number: number;
  selection: PromptSelection | null;
  /** Whether a tool is out: then boxes and points can be reached by Tab. */
  editable: boolean;
  /** Its score is below the threshold: no mask of it is shown. */
  isBelow: boolean;
}

/** One prompt: its box with the score, its points, and while it is selected the handles. */
export function PromptShape({ prompt, number, selection, editable, isBelow }: Props) {
  const { id, box, points, score, origin } = prompt;
  const isSelected = selection !== null;
  return (
    <g className="prompt" data-prompt={id} data-origin={origin} data-below={isBelow && !isSelected}>
      {box && (
        // biome-ignore lint/a11y/useSemanticElements: a button element cannot be a shape.
        <g
          className="prompt__box"
          tabIndex={editable ? 0 : undefined}
          role="button"
          aria-label={`Box ${number}, score ${formatScore(score)}`}
          aria-pressed={isSelected && selection.point === null}
          data-selected={isSelected && selection.point === null}
          onFocus={() => selectPrompt(id)}
        >
          <rect className="shapes__halo" {...box} />
          <rect className="shapes__line" {...box} />
          <At x={box.x} y={box.y}>
            <Label text={score.toFixed(2)} />
          </At>
          {isSelected &&
            editable &&
            HANDLES.map((handle) => (
              <At key={handle} {...handlePlace(box, handle)}>
                {handleMark(handle)}
              </At>
            ))}
        </g>
      )}
      {points.map((point, index) => (
        <PointMark
          // biome-ignore lint/suspicious/noArrayIndexKey: known by its place in the list.
          key={index}
          point={point}
          name={`${point.positive ? 'Point of' : 'Point beside'} object ${number}`}
          selected={isSelected && selection.point === index}
          editable={editable}
          onFocus={() => selectPrompt(id, index)}
        />
      ))}
    </g>
  );
}

function handleMark(handle: string) {
  return (
    <rect
      className="prompt__handle"
      data-handle={handle}
      x={-HANDLE_SIZE / 2}
      y={-HANDLE_SIZE / 2}
      width={HANDLE_SIZE}
      height={HANDLE_SIZE}
    />
  );
}

/** Things of constant size on the screen at a place of the picture. */
function At({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <g className="shapes__upright">{children}</g>
    </g>
  );
}

function Label({ text }: { text: string }) {
  return (
    <g className="prompt__label">
      <rect x={-1} y={-17} width={32} height={16} rx={3} />
      <text x={15} y={-5}>
        {text}
      </text>
    </g>
  );
}

interface PointProps {
  point: PromptPoint;
  name: string;
  selected: boolean;
  editable: boolean;
  onFocus: () => void;
}

function PointMark({ point: { x, y, positive }, name, selected, editable, onFocus }: PointProps) {
  return (
    <At x={x} y={y}>
      {/* biome-ignore lint/a11y/useSemanticElements: a button element cannot be a shape. */}
      <g
        className="prompt__point"
        tabIndex={editable ? 0 : undefined}
        role="button"
        aria-label={name}
        data-positive={positive}
        aria-pressed={selected}
        data-selected={selected}
        onFocus={onFocus}
      >
        <circle r={POINT_RADIUS} />
        <path d={positive ? 'M-4 0H4M0-4V4' : 'M-4 0H4'} />
      </g>
    </At>
  );
}

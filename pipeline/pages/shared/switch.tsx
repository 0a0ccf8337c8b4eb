import { useId } from 'preact/hooks';
import { countText } from './numbers.ts';

/** One answer of a switch. */
export interface Answer<Value extends string> {
  value: Value;
  label: string;
  /** What a longer look tells. */
  hint?: string;
  /** How many claims, works … there would be. */
  count?: number;
}

/** Properties of {@link Switch}. */
export interface SwitchProps<Value extends string> {
  legend: string;
  answers: readonly Answer<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A few answers side by side, one of which is chosen: radio buttons, so that arrows move between them. */
export function Switch<Value extends string>({ legend, answers, value, onChange }: SwitchProps<Value>) {
  const name = useId();
  return (
    <fieldset class="switch">
      <legend>{legend}</legend>
      <div class="answers">
        {answers.map((answer) => (
          <label key={answer.value} title={answer.hint}>
            <input
              type="radio"
              name={name}
              value={answer.value}
              checked={answer.value === value}
              onChange={() => onChange(answer.value)}
            />
            {answer.label}
            {answer.count !== undefined && <span class="number"> {countText(answer.count)}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

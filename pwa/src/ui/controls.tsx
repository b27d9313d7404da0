/** Things to fill in. Choices are real radios, nothing is ever pre-selected by the component. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Icon } from "./icon";

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "password" | "tel" | "date" | "time" | "search";
  inputMode?: "text" | "decimal" | "numeric" | "tel";
  autoComplete?: string;
  required?: boolean;
  /** Said under the field and tied to it. */
  problem?: string | null;
  hint?: string;
  maxLength?: number;
}

export function Field({ label, value, onInput, problem, hint, type = "text", ...input }: FieldProps) {
  const help = useId();
  const said = problem ?? hint;
  return (
    <label class="field">
      <span>{label}</span>
      <span class="field__box">
        <input
          {...input}
          type={type as "text"} // Preact 11 types each kind of input apart
          value={value}
          aria-invalid={problem ? true : undefined}
          aria-describedby={said ? help : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </span>
      {said && (
        <span id={help} class={problem ? "note fail" : "note"}>
          {said}
        </span>
      )}
    </label>
  );
}

interface PasswordProps extends Pick<FieldProps, "label" | "value" | "onInput" | "problem"> {
  autoComplete: "current-password" | "new-password";
  showLabel: string;
}

export function PasswordField({ label, value, onInput, autoComplete, showLabel, problem }: PasswordProps) {
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="field__box">
        <input
          id={id}
          type={(shown ? "text" : "password") as "text"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          value={value}
          required
          aria-invalid={problem ? true : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <button
          class="iconbtn"
          type="button"
          aria-label={showLabel}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" />
        </button>
      </span>
      {problem && <span class="note fail">{problem}</span>}
    </div>
  );
}

export interface Option<Value extends string> {
  value: Value;
  label: ComponentChildren;
  /** Drawn in the colour of a failing answer when chosen. */
  bad?: boolean;
}

interface ChoicesProps<Value extends string> {
  legend: ComponentChildren;
  note?: ComponentChildren;
  options: readonly Option<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
  /** Two beside each other at most: for long labels. */
  two?: boolean;
  hideLegend?: boolean;
}

export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { legend, note, options, value, onChoose, two = false, hideLegend = false } = props;
  const name = useId();
  return (
    <fieldset class={hideLegend ? "" : "ask"}>
      <legend class={hideLegend ? "unseen" : ""}>
        {legend}
        {note && <span class="note">{note}</span>}
      </legend>
      <div class={two ? "choices choices--2" : "choices"}>
        {options.map((option) => (
          <label key={option.value} class={option.bad ? "choice choice--fail" : "choice"}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>
              <span class="tick">
                <Icon name="check" size="xs" />
              </span>
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SegmentProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; lang?: string }[];
  value: Value;
  onChoose: (value: Value) => void;
}

/** Two or three settings, never a question to a customer. */
export function Segment<Value extends string>({ label, options, value, onChoose }: SegmentProps<Value>) {
  return (
    <fieldset class="segment" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          lang={option.lang}
          aria-pressed={option.value === value}
          onClick={() => onChoose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

/** A step that is done: the whole row is the label. */
export function TickRow({
  checked,
  onTick,
  children,
}: {
  checked: boolean;
  onTick: (checked: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <label class="row row--s">
      <input
        class="tickbox"
        type="checkbox"
        checked={checked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <span class="row__text">{children}</span>
    </label>
  );
}

interface TextAreaProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  rows?: number;
  maxLength?: number;
  required?: boolean;
}

export function TextArea({ label, value, onInput, rows = 3, ...rest }: TextAreaProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <textarea
        class="field__area"
        rows={rows}
        value={value}
        {...rest}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

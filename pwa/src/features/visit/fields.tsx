/** Fields that the sections share: real labels, real radios, nothing chosen before a person chooses. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../ui";

export interface Option<Value extends string> {
  value: Value;
  text: ComponentChildren;
  small?: string;
  tone?: "fail";
}

interface ChoicesProps<Value extends string> {
  /** unique on the screen: the radios' name and the anchor that "next" jumps to */
  name: string;
  legend: ComponentChildren;
  aside?: ComponentChildren;
  hideLegend?: boolean;
  options: readonly Option<Value>[];
  value: Value | "";
  two?: boolean;
  onChoose: (value: Value) => void;
  children?: ComponentChildren;
}

export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, legend, aside, hideLegend, options, value, two, onChoose, children } = props;
  return (
    <fieldset class={hideLegend ? "bare" : "ask"} id={`f-${name}`}>
      <legend class={hideLegend ? "unseen" : undefined}>
        {legend}
        {aside ? <span class="note">{aside}</span> : null}
      </legend>
      <div class={two ? "choices choices--2" : "choices"}>
        {options.map((option) => (
          <label key={option.value} class={option.tone ? `choice choice--${option.tone}` : "choice"}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
            <span>
              <span class="tick">
                <Icon name="check" size="xs" />
              </span>
              <span>
                {option.text}
                {option.small ? <small>{option.small}</small> : null}
              </span>
            </span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}

interface TextProps {
  id: string;
  label: string;
  value: string;
  most: number;
  rows?: number;
  hint?: string;
  inputMode?: "text" | "decimal" | "numeric";
  type?: "text" | "date";
  list?: string;
  onText: (text: string) => void;
}

/** One line or, with `rows`, several. The browser owns the text while it is typed. */
export function TextField({ id, label, value, most, rows, hint, inputMode, type, list, onText }: TextProps) {
  const field = {
    id: `f-${id}`,
    maxLength: most,
    value,
    "aria-describedby": hint ? `h-${id}` : undefined,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => onText(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label class="field__label" for={field.id}>
        {label}
      </label>
      <div class={rows ? "field__box field__box--tall" : "field__box"}>
        {rows ? (
          <textarea {...field} rows={rows} />
        ) : (
          <input {...field} type={type ?? "text"} inputMode={inputMode} list={list} autocomplete="off" />
        )}
      </div>
      {hint ? (
        <p class="note" id={`h-${id}`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** Brings the field into view and gives it the keyboard; what "next" and "missing" buttons do. */
export function goToField(id: string): void {
  const place = document.getElementById(`f-${id}`);
  const target = place?.matches("input, textarea, select, button")
    ? place
    : place?.querySelector<HTMLElement>("input, textarea, select, button");
  place?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

/** Goes to a field once, when the screen was opened for it. */
export function useArrival(field: string): void {
  const gone = useRef("");
  useEffect(() => {
    if (!field || gone.current === field) return;
    gone.current = field;
    goToField(field);
  });
}

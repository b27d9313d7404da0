/** The frame of a screen: top bar, main part, bottom bar. One h1 each, the bottom bar last in focus order. */
import type { ComponentChildren } from "preact";
import { Icon } from "./icon";

interface TopBarProps {
  title: ComponentChildren;
  /** Second line: the job's number, "saved 14:13:05". */
  sub?: ComponentChildren;
  back?: { label: string; go: () => void };
  /** Right end: usually <NetChip />. */
  end?: ComponentChildren;
}

export function TopBar({ title, sub, back, end }: TopBarProps) {
  return (
    <header class={back ? "topbar" : "topbar topbar--plain"}>
      {back && (
        <button class="iconbtn" type="button" aria-label={back.label} onClick={back.go}>
          <Icon name="back" />
        </button>
      )}
      <div class={back ? "topbar__title" : "topbar__title topbar__title--big"}>
        <h1 tabIndex={-1}>{title}</h1>
        {sub}
      </div>
      {end}
    </header>
  );
}

/** Under the title of every screen that keeps something. */
export function Saved({ children }: { children: ComponentChildren }) {
  return (
    <p class="saved">
      <Icon name="check" size="xs" />
      {children}
    </p>
  );
}

interface ActionBarProps {
  label: string;
  /** The line above the buttons: what is missing, the verdict, the price. */
  why?: ComponentChildren;
  overTabs?: boolean;
  children: ComponentChildren;
}

export function ActionBar({ label, why, overTabs = false, children }: ActionBarProps) {
  return (
    <section class={overTabs ? "actionbar actionbar--overtabs" : "actionbar"} aria-label={label}>
      {why && <div class="actionbar__why">{why}</div>}
      <div class="actionbar__row">{children}</div>
    </section>
  );
}

interface ButtonProps {
  /** `main` = the one next thing; `side` = the honest exit; `missing` = says what is still needed and goes there. */
  kind?: "main" | "side" | "missing";
  even?: boolean;
  low?: boolean;
  type?: "button" | "submit";
  form?: string;
  onClick?: () => void;
  children: ComponentChildren;
}

export function Button({
  kind = "main",
  even = false,
  low = false,
  type = "button",
  form,
  onClick,
  children,
}: ButtonProps) {
  const looks = ["btn", `btn--${kind}`, even && "btn--even", low && "btn--low"].filter(Boolean).join(" ");
  return (
    <button class={looks} type={type} form={form} onClick={onClick}>
      {children}
    </button>
  );
}

export function SectionHead({ title, count, id }: { title: string; count?: ComponentChildren; id?: string }) {
  return (
    <div class="section">
      <h2 id={id}>{title}</h2>
      {count !== undefined && <p>{count}</p>}
    </div>
  );
}

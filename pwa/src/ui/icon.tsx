/** Icons and the five verdict shapes, from one sprite that is cached with the shell. */
import sprite from "./icons.svg?url";

export type IconName =
  | "back"
  | "next"
  | "down"
  | "close"
  | "more"
  | "plus"
  | "check"
  | "search"
  | "day"
  | "person"
  | "outbox"
  | "online"
  | "offline"
  | "onphone"
  | "clock"
  | "retry"
  | "empty"
  | "lock"
  | "store"
  | "save"
  | "call"
  | "way"
  | "camera"
  | "pictures"
  | "torch"
  | "scan"
  | "pen"
  | "undo"
  | "clear"
  | "turn"
  | "eye"
  | "speech"
  | "star"
  | "qr"
  | "meter"
  | "wave"
  | "wrench"
  | "bolt"
  | "book"
  | "drop"
  | "home"
  | "broom"
  | "card"
  | "shield"
  | "hand"
  | "fridge"
  | "washer"
  | "ac"
  | "heater"
  | "hob"
  | "hood"
  | "purifier"
  | "tv";

export type VerdictLevel = "pass" | "advise" | "fail" | "refuse" | "untested";

export function Icon({ name, size = "" }: { name: IconName; size?: "" | "s" | "xs" }) {
  return (
    <svg class={size ? `icon icon--${size}` : "icon"} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}

/** Decoration: a verdict is always said in words beside it. */
export function Shape({ level, size = "" }: { level: VerdictLevel; size?: "" | "m" | "l" }) {
  return (
    <svg class={`shape${size ? ` shape--${size}` : ""} ${level}`} viewBox="0 0 24 24" aria-hidden="true">
      <use href={`${sprite}#v-${level}`} />
    </svg>
  );
}

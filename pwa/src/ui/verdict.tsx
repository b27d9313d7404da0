/** A verdict: silhouette, word, weight; then colour. */
import type { ComponentChildren } from "preact";
import { Shape, type VerdictLevel } from "./icon";

interface VerdictProps {
  level: VerdictLevel;
  box?: boolean;
  children: ComponentChildren;
}

export function Verdict({ level, box = false, children }: VerdictProps) {
  return (
    <span class={`verdict ${level}${box ? " verdict--box" : ""}`}>
      <Shape level={level} />
      {children}
    </span>
  );
}

interface BannerProps {
  level: VerdictLevel | "news";
  title: ComponentChildren;
  /** `alert` announces at once: refuse only. `status` waits for a pause. */
  role?: "status" | "alert";
  children?: ComponentChildren;
}

export function Banner({ level, title, role, children }: BannerProps) {
  return (
    <div class={`banner${level === "news" ? "" : ` banner--${level}`}`} role={role}>
      {level !== "news" && <Shape level={level} size="m" />}
      <div>
        <b class="banner__head">{title}</b>
        {children}
      </div>
    </div>
  );
}

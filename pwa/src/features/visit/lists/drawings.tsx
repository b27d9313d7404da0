/** Our own line drawings beside a topic's words, 120 × 90. Loaded when the first topic is shown. */
import type { ComponentChildren } from "preact";
import type { Drawing } from "./topic_groups";

const DRAWINGS: Readonly<Record<Drawing, ComponentChildren>> = {
  wait: (
    <>
      <circle cx="60" cy="45" r="30" />
      <path class="strong" d="M60 45V25M60 45l14 8" />
      <path d="M60 15v5M60 70v5M30 45h5M85 45h5" />
    </>
  ),
  temperature: (
    <>
      <path d="M54 18a6 6 0 0 1 12 0v36a12 12 0 1 1-12 0z" />
      <path class="strong" d="M60 30v28" />
      <circle class="fill" cx="60" cy="64" r="6" />
      <path d="M72 22h8M72 32h5M72 42h8M72 52h5" />
    </>
  ),
  air: (
    <>
      <rect x="42" y="16" width="36" height="58" rx="4" />
      <path d="M42 38h36" />
      <path class="strong" d="M34 28H16m6-6-6 6 6 6M86 28h18m-6-6 6 6-6 6M34 60H16m6-6-6 6 6 6M86 60h18m-6-6 6 6-6 6" />
    </>
  ),
  load: (
    <>
      <rect x="36" y="12" width="48" height="66" rx="5" />
      <circle cx="60" cy="48" r="20" />
      <path class="strong" d="M43 54c6-5 11 3 17 0s11-4 17 0" />
      <path d="M44 21h10M70 21h6" />
      <path class="dash" d="M28 34h12M80 34h12" />
    </>
  ),
  socket: (
    <>
      <rect x="18" y="22" width="40" height="46" rx="6" />
      <path class="strong" d="M38 32v8M29 50l-4 7M47 50l4 7" />
      <path d="M102 45H86M86 34h-8v22h8zM78 40h-8M78 50h-8" />
      <path d="M38 72v6M32 78h12M35 82h6" />
    </>
  ),
  danger: (
    <>
      <path d="M60 14 96 74H24z" />
      <path class="strong" d="M60 34v20" />
      <circle class="fill" cx="60" cy="64" r="3" />
    </>
  ),
  panel: (
    <>
      <rect x="40" y="12" width="40" height="66" rx="8" />
      <rect x="47" y="20" width="26" height="16" rx="2" />
      <path d="M51 47h4M65 47h4M51 57h4M65 57h4M51 67h4M65 67h4" />
      <path class="strong" d="M53 30l5-5 4 4 5-5" />
    </>
  ),
  clean: (
    <>
      <rect x="26" y="24" width="44" height="44" rx="4" />
      <path d="M37 24v44M48 24v44M59 24v44M26 35h44M26 46h44M26 57h44" />
      <path class="strong" d="M82 20l4 8 8 4-8 4-4 8-4-8-8-4 8-4zM92 56l3 5 5 3-5 3-3 5-3-5-5-3 5-3z" />
    </>
  ),
  water: (
    <>
      <path d="M24 26h30a14 14 0 0 1 14 14v4H54v-2a4 4 0 0 0-4-4H24z" />
      <path d="M36 26v-8M28 18h16" />
      <path class="strong" d="M61 52c5 7 8 11 8 15a8 8 0 0 1-16 0c0-4 3-8 8-15z" />
      <path d="M88 40c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z" />
    </>
  ),
  child: (
    <>
      <rect x="36" y="40" width="48" height="36" rx="5" />
      <path d="M46 40V30a14 14 0 0 1 28 0v10" />
      <path class="strong" d="M60 54v10" />
      <circle class="fill" cx="60" cy="54" r="4" />
    </>
  ),
  flame: (
    <>
      <path class="strong" d="M60 12c4 14 20 20 20 38a20 20 0 0 1-40 0c0-9 5-14 9-20 2 6 4 8 6 9 1-10-1-18 5-27z" />
      <path d="M60 46c6 7 8 10 8 14a8 8 0 0 1-16 0c0-4 3-7 8-14z" />
      <path d="M28 78h64" />
    </>
  ),
  window: (
    <>
      <rect x="24" y="14" width="72" height="62" rx="3" />
      <path d="M60 14v62M24 45h36" />
      <path d="M60 14l26 8v46l-26 8" />
      <path class="strong" d="M34 32c8-6 14 6 22 0M34 60c8-6 14 6 22 0" />
    </>
  ),
  off: (
    <>
      <circle cx="60" cy="46" r="32" />
      <path class="strong" d="M60 24v20M48 32a18 18 0 1 0 24 0" />
    </>
  ),
  age: (
    <>
      <rect x="28" y="20" width="64" height="56" rx="5" />
      <path d="M28 36h64M44 14v12M76 14v12" />
      <path class="strong" d="M48 56l8 8 16-17" />
    </>
  ),
  book: (
    <>
      <path d="M60 26c-8-7-20-9-34-8v50c14-1 26 1 34 8 8-7 20-9 34-8V18c-14-1-26 1-34 8z" />
      <path class="strong" d="M60 26v50" />
      <path d="M36 32c6 0 11 1 15 3M36 44c6 0 11 1 15 3M84 32c-6 0-11 1-15 3M84 44c-6 0-11 1-15 3" />
    </>
  ),
};

export function TopicDrawing({ name }: { name: Drawing }) {
  return (
    <svg class="topic__drawing" viewBox="0 0 120 90" aria-hidden="true">
      {DRAWINGS[name]}
    </svg>
  );
}

/** One person's signature: what they sign for, the pad, undo, and the honest way out. */
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { drawn } from "../../domain/attestation";
import type { Content } from "../../domain/content";
import type { Draft, PadDraft, SignatureSlot } from "../../domain/draft";
import type { Pad, Stroke } from "../../domain/strokes";
import { kindOf, MOST_STROKES } from "../../domain/strokes";
import { ActionBar, Button, Icon } from "../../ui";
import { amount, appliancesOf } from "../review/report_words";
import { nowIso } from "../visit/clock";
import { useDraft, useVisit } from "../visit/context";
import { useWays } from "../visit/places";
import { Section } from "../visit/section";
import type { Texts } from "../visit/texts";
import { finalise } from "./finalise";
import { NoticeText } from "./notice_text";
import { SignPad } from "./sign_pad";

interface OnePadProps {
  id: string;
  who: SignatureSlot;
  content: Content;
  step: { n: number; all: number };
  words: Texts;
}

type Problem = "sign.empty" | "sign.dot" | "sign.failed";

export function OnePad({ id, who, content, step, words }: OnePadProps) {
  const app = useApp();
  const visit = useVisit();
  const ways = useWays();
  const { t } = words;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cleared, setCleared] = useState<PadDraft | null>(null);
  const pad = useDraft((draft) => (draft.pad?.who === who ? draft.pad : null));
  const digest = useDraft((draft) => draft.frozen?.digest ?? "");
  const name = who === "technician" ? content.technician.name : content.customer.name;
  const strokes = (pad?.strokes ?? []) as Stroke[];
  const add = (stroke: Stroke, size: Pad, again: boolean) => {
    visit.change((draft) => withStroke(draft, who, stroke, { size, again }));
    setProblem(null);
    setCleared(null);
  };
  const confirm = async () => {
    const kind = kindOf(strokes);
    if (!pad || kind !== "signature") {
      setProblem(kind === "dot" ? "sign.dot" : "sign.empty");
      return;
    }
    const signing = { id: app.newId(), name, at: nowIso(), contentDigest: digest };
    visit.change((draft) => ({ ...draft, signatures: { ...draft.signatures, [who]: drawn(pad, signing) }, pad: null }));
    if (who !== "technician") return;
    try {
      app.router.replace("sign", id, "done", await finalise(app, visit));
    } catch {
      visit.change((draft) => takenBack(draft, pad));
      setProblem("sign.failed");
    }
  };
  const excuse = () => {
    if (who !== "technician") visit.change((draft) => beginExcuse(draft, who));
  };
  return (
    <div lang={words.language === "zh" ? "zh-CN" : "en"} class="turned">
      <Section
        title={t(`sign.title.${who}`)}
        words={words}
        end={<span class="note num topbar__end">{t("sign.progress", step)}</span>}
        class={who === "notice" ? "signing signing--notice" : "signing"}
        back={() => ways.go("review")}
        bar={
          <ActionBar label={t("next.label")} why={<Why problem={problem} digest={digest} words={words} />}>
            {who === "technician" ? null : (
              <Button kind="side" onClick={excuse}>
                {t("sign.cannot")}
              </Button>
            )}
            <Button onClick={() => void confirm()}>{t(who === "technician" ? "sign.finish" : "sign.confirm")}</Button>
          </ActionBar>
        }
      >
        {who === "notice" ? <NoticeText content={content} words={words} /> : <Sum content={content} words={words} />}
        <p class="small signing__say">
          {who === "customer"
            ? content.consent.text
            : t(who === "notice" ? "sign.notice_says" : "sign.technician_says")}
          {who === "customer" ? (
            <span class="note"> {t("sign.consent", { version: content.consent.version })}</span>
          ) : null}
        </p>
        <SignPad
          pad={pad}
          strokes={strokes}
          label={t("sign.pad", { name, count: strokes.length })}
          help="sign-keys"
          hint={t("sign.hint")}
          name={name}
          onStroke={add}
        />
        <Tools who={who} pad={pad} cleared={cleared} onCleared={setCleared} words={words} />
        <p class="unseen" id="sign-keys">
          {t("sign.keys")}
        </p>
      </Section>
    </div>
  );
}

function Why({ problem, digest, words: { t } }: { problem: Problem | null; digest: string; words: Texts }) {
  if (problem)
    return (
      <span role="alert" class="fail">
        {t(problem)}
      </span>
    );
  return (
    <>
      <Icon name="lock" size="s" />
      <span class="note num">{t("sign.digest", { digest: shortDigest(digest) })}</span>
    </>
  );
}

function Sum({ content, words: { t } }: { content: Content; words: Texts }) {
  return (
    <section class="card card--pad signing__sum">
      <p class="small quiet">
        {content.jobs.map((job) => job.number ?? "").join(" ") || appliancesOf(content, content.language)}
        <br />
        <b class="ink">
          {t("sign.confirmed", { count: content.confirmations.filter((one) => one.answer === "done").length })}
        </b>
      </p>
      <p class="num title">{amount(content, content.charges.total)}</p>
    </section>
  );
}

interface ToolsProps {
  who: SignatureSlot;
  pad: PadDraft | null;
  cleared: PadDraft | null;
  onCleared: (pad: PadDraft | null) => void;
  words: Texts;
}

/** Clearing is undone with one tap: what was wiped away by mistake comes back. */
function Tools({ who, pad, cleared, onCleared, words: { t } }: ToolsProps) {
  const visit = useVisit();
  const keep = (next: PadDraft | null) => visit.change((draft) => ({ ...draft, pad: next }));
  const undo = () => pad && keep(pad.strokes.length > 1 ? { ...pad, strokes: pad.strokes.slice(0, -1) } : null);
  const clear = () => {
    onCleared(pad);
    keep(null);
  };
  const restore = () => {
    keep(cleared);
    onCleared(null);
  };
  return (
    <div class="signing__tools">
      {!pad && cleared?.who === who ? (
        <Button kind="side" low onClick={restore}>
          <Icon name="undo" size="s" />
          {t("sign.restore")}
        </Button>
      ) : (
        <Button kind="side" low onClick={undo}>
          <Icon name="undo" size="s" />
          {t("sign.undo")}
        </Button>
      )}
      <Button kind="side" low onClick={clear}>
        <Icon name="clear" size="s" />
        {t("sign.clear")}
      </Button>
      <p class="note">
        <Icon name="turn" />
        <span>{t("sign.turn")}</span>
      </p>
    </div>
  );
}

/** `again`: the last stroke was handed over before it ended, and this is more of it. */
function withStroke(
  draft: Draft,
  who: SignatureSlot,
  stroke: Stroke,
  { size, again }: { size: Pad; again: boolean },
): Draft {
  const own = draft.pad?.who === who ? draft.pad : null;
  const before = own?.strokes ?? [];
  const kept = again ? before.slice(0, -1) : before;
  if (kept.length >= MOST_STROKES) return draft;
  const { width, height } = own ?? size;
  return { ...draft, pad: { who, width, height, strokes: [...kept, stroke] } };
}

function beginExcuse(draft: Draft, who: Exclude<SignatureSlot, "technician">): Draft {
  return { ...draft, excuse: { who, choice: "", reason: "", statement: "" } };
}

/** It could not be kept: the strokes stand on the pad again, to be confirmed once more. */
function takenBack(draft: Draft, pad: PadDraft): Draft {
  const { technician: _, ...signatures } = draft.signatures;
  return { ...draft, signatures, pad };
}

function shortDigest(digest: string): string {
  return digest.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ");
}

/** `#/sign/<key>`: the customer signs, then the technician; `#/sign/<key>/done/<report>` says how far the report has come. */
import { useState } from "preact/hooks";
import type { ScreenProps } from "../../app/context";
import { useApp } from "../../app/context";
import { drawn, unsigned } from "../../domain/attestation";
import { zone } from "../../domain/content";
import type { Draft, PadDraft } from "../../domain/draft";
import { frozenContent } from "../../domain/freeze";
import type { Pad, Stroke } from "../../domain/strokes";
import { isSignature, MOST_STROKES } from "../../domain/strokes";
import { formatter } from "../../i18n";
import { ActionBar, Button, Icon } from "../../ui";
import { amount } from "../review/report_words";
import { nowIso } from "../visit/clock";
import { useDraft, useVisit } from "../visit/context";
import { Choices } from "../visit/fields";
import { useWays } from "../visit/places";
import { Section } from "../visit/section";
import type { Texts } from "../visit/texts";
import { textsIn, useTexts } from "../visit/texts";
import { WithVisit } from "../visit/with_visit";
import "../visit/visit.css";
import { Done } from "./done";
import { finalise } from "./finalise";
import { SignPad } from "./sign_pad";

type Who = PadDraft["who"];

export default function SignScreen({ id, rest }: ScreenProps) {
  if (rest[0] === "done") return <Done reportId={rest[1] ?? ""} />;
  return (
    <WithVisit id={id} place="sign">
      <Signing id={id} />
    </WithVisit>
  );
}

function Signing({ id }: { id: string }) {
  const visit = useVisit();
  const frozen = useDraft((draft) => draft.frozen);
  const customerSigned = useDraft((draft) => draft.signatures.customer !== undefined);
  const own = useTexts();
  if (!frozen) return <NothingFrozen />;
  const content = frozenContent(frozen);
  const customerWords = textsIn(content.language, formatter(content.language, zone(visit.me)));
  return customerSigned ? (
    <OnePad key="technician" id={id} who="technician" words={own} />
  ) : (
    <OnePad key="customer" id={id} who="customer" words={customerWords} />
  );
}

function OnePad({ id, who, words }: { id: string; who: Who; words: Texts }) {
  const app = useApp();
  const visit = useVisit();
  const ways = useWays();
  const { t } = words;
  const [excuse, setExcuse] = useState(false);
  const [problem, setProblem] = useState<"" | "sign.empty" | "sign.failed">("");
  const pad = useDraft((draft) => (draft.pad?.who === who ? draft.pad : null));
  const frozen = useDraft((draft) => draft.frozen);
  if (!frozen) return null;
  const content = frozenContent(frozen);
  const name = who === "customer" ? content.customer.name : content.technician.name;
  const strokes = (pad?.strokes ?? []) as Stroke[];
  const add = (stroke: Stroke, size: Pad) => {
    if (strokes.length < MOST_STROKES) keepStrokes(visit, { who, ...size, strokes: [...strokes, stroke] });
    setProblem("");
  };
  const signing = { id: app.newId(), name, at: nowIso(), contentDigest: frozen.digest };
  const confirm = async () => {
    if (!pad || !isSignature(strokes)) {
      setProblem("sign.empty");
      return;
    }
    visit.change((draft) => ({ ...draft, signatures: { ...draft.signatures, [who]: drawn(pad, signing) }, pad: null }));
    if (who === "technician") await finish();
  };
  const finish = async () => {
    try {
      const report = await finalise(app, visit);
      app.router.replace("sign", id, "done", report);
    } catch {
      visit.change((draft) => withoutTechnician(draft));
      setProblem("sign.failed");
    }
  };
  const unable = (how: "refused" | "absent", reason: string) =>
    visit.change((draft) => ({ ...draft, signatures: { customer: unsigned(how, reason, signing) }, pad: null }));
  return (
    <div lang={words.language === "zh" ? "zh-CN" : "en"} class="turned">
      <Section
        title={t(`sign.title.${who}`)}
        words={words}
        end={who === "customer" ? <span /> : undefined}
        class="signing"
        back={() => ways.go("review")}
        bar={
          <ActionBar
            label={t("next.label")}
            why={
              problem ? (
                <span role="alert" class="fail">
                  {t(problem)}
                </span>
              ) : (
                <>
                  <Icon name="lock" size="s" />
                  <span class="note num">{t("sign.digest", { digest: shortDigest(frozen.digest) })}</span>
                </>
              )
            }
          >
            {who === "customer" ? (
              <Button kind="side" onClick={() => setExcuse(!excuse)}>
                {t("sign.cannot")}
              </Button>
            ) : null}
            <Button onClick={() => void confirm()}>{t(who === "customer" ? "sign.confirm" : "sign.finish")}</Button>
          </ActionBar>
        }
      >
        <section class="card card--pad signing__sum">
          <p class="small quiet">
            {content.jobs.map((job) => job.number ?? "").join(" ") || content.appliance.category_text}
            <br />
            <b class="ink">
              {t("sign.confirmed", { count: content.confirmations.filter((one) => one.answer === "done").length })}
            </b>
          </p>
          <p class="num title">{amount(content, content.charges.total)}</p>
        </section>
        {excuse ? <Excuse words={words} onChoose={unable} /> : null}
        <p class="small signing__say">
          {who === "customer" ? content.consent.text : t("sign.technician_says")}
          {who === "customer" ? (
            <span class="note"> {t("sign.consent", { version: content.consent.version })}</span>
          ) : null}
        </p>
        <SignPad
          pad={pad}
          strokes={strokes}
          label={t("sign.pad", { name, count: strokes.length })}
          hint={t("sign.hint")}
          name={name}
          onStroke={add}
        />
        <div class="signing__tools">
          <Button kind="side" low onClick={() => pad && keepStrokes(visit, { ...pad, strokes: strokes.slice(0, -1) })}>
            <Icon name="undo" size="s" />
            {t("sign.undo")}
          </Button>
          <Button kind="side" low onClick={() => keepStrokes(visit, null)}>
            <Icon name="clear" size="s" />
            {t("sign.clear")}
          </Button>
          <p class="note">
            <Icon name="turn" />
            <span>{t("sign.turn")}</span>
          </p>
        </div>
      </Section>
    </div>
  );
}

/** An empty pad forgets its size, so that it fits the screen as it is held now. */
function keepStrokes(visit: ReturnType<typeof useVisit>, pad: PadDraft | null): void {
  visit.change((draft) => ({ ...draft, pad: pad && pad.strokes.length > 0 ? pad : null }));
}

function withoutTechnician(draft: Draft): Draft {
  const { customer } = draft.signatures;
  return { ...draft, signatures: customer ? { customer } : {} };
}

function shortDigest(digest: string): string {
  return digest.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ");
}

/** Signing later by a link is not offered: what is not there must not be promised. */
const OFFERED = (id: string): boolean => id !== "by_link";
const NOT_PRESENT: readonly string[] = ["absent", "only_minor"];

function Excuse({ words, onChoose }: { words: Texts; onChoose: (how: "refused" | "absent", reason: string) => void }) {
  const { catalog } = useVisit();
  const { t, both } = words;
  return (
    <div class="card mt-3">
      <Choices
        name="unsigned"
        legend={t("sign.why_not")}
        value=""
        two
        options={catalog.unsigned_reasons
          .filter((choice) => OFFERED(choice.id))
          .map((choice) => ({ value: choice.id, text: both(choice.text) }))}
        onChoose={(chosen) => {
          const choice = catalog.unsigned_reasons.find((one) => one.id === chosen);
          onChoose(NOT_PRESENT.includes(chosen) ? "absent" : "refused", choice ? both(choice.text) : chosen);
        }}
      />
    </div>
  );
}

function NothingFrozen() {
  const ways = useWays();
  const { t } = useTexts();
  return (
    <Section
      title={t("sign.title.customer")}
      bar={
        <ActionBar label={t("next.label")}>
          <Button onClick={() => ways.go("review")}>{t("visit.review")}</Button>
        </ActionBar>
      }
    >
      <p>{t("sign.not_frozen")}</p>
    </Section>
  );
}

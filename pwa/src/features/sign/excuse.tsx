/** There is no signature, and why: refused, absent, unable, or later by a link. Printed as what it is. */
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { unsigned } from "../../domain/attestation";
import type { Content } from "../../domain/content";
import type { ExcuseDraft } from "../../domain/draft";
import { excuseLack, excuseOf, mayWriteReason } from "../../domain/excuse";
import { ActionBar, Button, Icon } from "../../ui";
import { nowIso } from "../visit/clock";
import { useDraft, useVisit } from "../visit/context";
import { Choices, goToField, TextField } from "../visit/fields";
import { Section } from "../visit/section";
import type { Texts } from "../visit/texts";
import { SignLink } from "./sign_link";

interface ExcuseProps {
  who: ExcuseDraft["who"];
  content: Content;
  words: Texts;
}

export function Excuse({ who, content, words }: ExcuseProps) {
  const app = useApp();
  const visit = useVisit();
  const { t, both, language } = words;
  const excuse = useDraft((draft) => draft.excuse);
  const digest = useDraft((draft) => draft.frozen?.digest ?? "");
  const [told, setTold] = useState(false);
  if (!excuse) return null;
  const change = (part: Partial<ExcuseDraft>) =>
    visit.change((draft) => (draft.excuse ? { ...draft, excuse: { ...draft.excuse, ...part } } : draft));
  const reasons = visit.catalog.unsigned_reasons;
  const lack = excuseLack(excuse);
  const record = () => {
    setTold(true);
    if (lack) {
      goToField(lack === "choice" ? "unsigned" : lack);
      return;
    }
    const signing = { id: app.newId(), name: content.customer.name, at: nowIso(), contentDigest: digest };
    const { how, reason } = excuseOf(excuse, reasons, { language, statement: t("excuse.statement") });
    visit.change((draft) => ({
      ...draft,
      signatures: { ...draft.signatures, [who]: unsigned(how, reason, signing, who) },
      pad: null,
      excuse: null,
    }));
  };
  const byLink = excuse.choice === "by_link";
  return (
    <div lang={language === "zh" ? "zh-CN" : "en"} class="turned">
      <Section
        title={t(`sign.title.${who}`)}
        words={words}
        end={<span />}
        back={() => visit.change((draft) => ({ ...draft, excuse: null }))}
        bar={
          <ActionBar label={t("next.label")} why={<ExcuseWhy lack={told ? lack : null} words={words} />}>
            <Button kind="side" onClick={() => visit.change((draft) => ({ ...draft, excuse: null }))}>
              {t("excuse.back")}
            </Button>
            <Button onClick={record}>{t(byLink ? "link.confirm" : "excuse.confirm")}</Button>
          </ActionBar>
        }
      >
        <div class="card">
          <Choices
            name="unsigned"
            legend={t("sign.why_not")}
            value={excuse.choice}
            two
            options={reasons.map((choice) => ({ value: choice.id, text: both(choice.text) }))}
            onChoose={(choice) => change({ choice })}
          />
        </div>
        {byLink ? <SignLink words={words} /> : null}
        {excuse.choice && !byLink ? <Statements excuse={excuse} change={change} words={words} /> : null}
      </Section>
    </div>
  );
}

function ExcuseWhy({ lack, words: { t } }: { lack: ReturnType<typeof excuseLack>; words: Texts }) {
  if (lack)
    return (
      <span role="alert" class="fail">
        {t(
          lack === "choice"
            ? "sign.why_not"
            : lack === "excuse-reason"
              ? "excuse.needs_reason"
              : "excuse.needs_statement",
        )}
      </span>
    );
  return (
    <>
      <Icon name="card" size="s" />
      <span>{t("excuse.printed")}</span>
    </>
  );
}

interface StatementsProps {
  excuse: ExcuseDraft;
  change: (part: Partial<ExcuseDraft>) => void;
  words: Texts;
}

function Statements({ excuse, change, words: { t } }: StatementsProps) {
  const refused = excuse.choice === "refused";
  const statement = t("excuse.statement");
  return (
    <section class="card card--pad mt-3">
      {mayWriteReason(excuse.choice) ? (
        <TextField
          id="excuse-reason"
          label={t(refused ? "excuse.customers_words" : "excuse.unable_reason")}
          value={excuse.reason}
          most={90}
          rows={2}
          onText={(reason) => change({ reason })}
        />
      ) : null}
      <div class="mt-3">
        <TextField
          id="excuse-statement"
          label={refused ? statement : t("excuse.optional", { label: statement })}
          hint={t("excuse.statement_hint")}
          value={excuse.statement}
          most={90}
          rows={2}
          onText={(text) => change({ statement: text })}
        />
      </div>
    </section>
  );
}

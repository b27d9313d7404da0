/** `#/sign/<key>`: the customer signs, then the technician; `#/sign/<key>/done/<report>` says how far the report has come. */
import type { ScreenProps } from "../../app/context";
import { zone } from "../../domain/content";
import type { SignatureSlot } from "../../domain/draft";
import { frozenContent } from "../../domain/freeze";
import { formatter } from "../../i18n";
import { ActionBar, Button } from "../../ui";
import { useDraft, useVisit } from "../visit/context";
import { useWays } from "../visit/places";
import { Section } from "../visit/section";
import { textsIn, useTexts } from "../visit/texts";
import { WithVisit } from "../visit/with_visit";
import "../visit/visit.css";
import "./sign.css";
import { Done } from "./done";
import { Excuse } from "./excuse";
import { OnePad } from "./one_pad";

export default function SignScreen({ id, rest }: ScreenProps) {
  if (rest[0] === "done") return <Done reportId={rest[1] ?? ""} />;
  return (
    <WithVisit id={id} place="sign">
      <Signing id={id} />
    </WithVisit>
  );
}

/** One signature after another; each in the words of who gives it. */
function Signing({ id }: { id: string }) {
  const visit = useVisit();
  const frozen = useDraft((draft) => draft.frozen);
  const customerDone = useDraft((draft) => draft.signatures.customer !== undefined);
  const noticeDone = useDraft((draft) => draft.signatures.notice !== undefined);
  const excused = useDraft((draft) => draft.excuse?.who ?? null);
  const own = useTexts();
  if (!frozen) return <NothingFrozen />;
  const content = frozenContent(frozen);
  const customerWords = textsIn(content.language, formatter(content.language, zone(visit.me)));
  const all: SignatureSlot[] =
    content.hazards.length > 0 ? ["customer", "notice", "technician"] : ["customer", "technician"];
  const who =
    all.find((slot) => (slot === "customer" ? !customerDone : slot === "notice" ? !noticeDone : true)) ?? "technician";
  const step = { n: all.indexOf(who) + 1, all: all.length };
  if (who === "technician") return <OnePad key={who} id={id} who={who} content={content} step={step} words={own} />;
  if (excused === who) return <Excuse key={`${who}-excuse`} who={who} content={content} words={customerWords} />;
  return <OnePad key={who} id={id} who={who} content={content} step={step} words={customerWords} />;
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

/** The customer's consent to the charges, and how they are paid. */
import { totalOf } from "../../../domain/charges";
import type { Payment as Paid } from "../../../domain/draft";
import { agreeToCharges, isAgreedBefore } from "../../../domain/draft";
import { Button, Icon } from "../../../ui";
import { nowIso } from "../clock";
import { useDraft, useVisit } from "../context";
import { Choices } from "../fields";
import { useTexts } from "../texts";

const PAYMENTS: readonly Exclude<Paid, "none_due">[] = ["mobile", "cash", "transfer", "unpaid"];

/** Consent before the work is one tap with its start; what changed since then is agreed here, and said so. */
export function Agreement() {
  const visit = useVisit();
  const { t, format } = useTexts();
  const total = useDraft((draft) => totalOf(draft.charges));
  const agreedAt = useDraft((draft) => draft.agreedAt);
  const before = useDraft(isAgreedBefore);
  if (total === 0) return null;
  return (
    <div class="card card--pad mt-3" id="f-agreed">
      {agreedAt ? (
        <p class="small">
          <Icon name="check" size="xs" />{" "}
          {t(before ? "charges.agreed_before" : "charges.agreed_later", { time: format.time(agreedAt) })}
        </p>
      ) : (
        <div class="stack">
          <p class="small">{t("charges.changed")}</p>
          <Button kind="side" low onClick={() => visit.change((draft) => agreeToCharges(draft, nowIso()))}>
            {t("charges.agree")}
          </Button>
        </div>
      )}
    </div>
  );
}

export function Payment() {
  const visit = useVisit();
  const { t } = useTexts();
  const total = useDraft((draft) => totalOf(draft.charges));
  const payment = useDraft((draft) => draft.payment);
  if (total === 0) return null;
  return (
    <div class="card mt-3">
      <Choices
        name="payment"
        legend={t("charges.payment")}
        value={payment === "none_due" ? "" : payment}
        two
        options={PAYMENTS.map((value) => ({ value, text: t(`payment.${value}`) }))}
        onChoose={(value) => visit.change((draft) => ({ ...draft, payment: value }))}
      />
    </div>
  );
}

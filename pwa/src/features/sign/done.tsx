/** The end of a visit: the QR at once, and the honest way of the report: this phone, the server, the card. */
import { useComputed } from "@preact/signals";
import { useApp } from "../../app/context";
import { NetChip } from "../../app/net";
import { href } from "../../app/routes";
import type { ReportRow } from "../../store";
import { reportState } from "../../store";
import { ActionBar, Icon, Shape, TopBar } from "../../ui";
import { usePublicUrl } from "../notice/public_url";
import { QrCode } from "../notice/qr_code";
import { useTexts } from "../visit/texts";
import { PrivateLink } from "./private_link";

export function Done({ reportId }: { reportId: string }) {
  const { model, router } = useApp();
  const { t, format } = useTexts();
  const report = useComputed(() => model.reports.value.find((row) => row.id === reportId)).value;
  const address = usePublicUrl();
  const code = report ? codeOf(report) : null;
  return (
    <>
      <TopBar
        title={t("done.title")}
        back={{ label: t("back"), go: () => router.replace("today") }}
        end={<NetChip />}
      />
      <main>
        {report ? (
          <>
            <p class="plain">{t("done.thanks", { name: report.title.customer })}</p>
            <CustomersCopy report={report} address={address} />
            <ol class="card card--pad mt-3 track track--tall" aria-label={t("done.way")}>
              <Stop
                reached
                note={t("done.saved_at", { time: format.timeWithSeconds(report.finalisedAt) })}
                title={t("done.saved")}
              />
              <Stop
                reached={report.receivedAt !== null}
                title={t(photosOutstanding(report) ? "done.report_delivered" : "done.delivered")}
                note={deliveredNote(report, t, format.timeWithSeconds)}
              />
              <Stop
                reached={report.progress === "sealed"}
                title={t("done.sealed")}
                note={report.cardNumber ?? t("done.not_yet")}
              />
            </ol>
            <p class="small quiet mt-3" role="status">
              {t(`done.state.${reportState(report)}`)}
            </p>
          </>
        ) : (
          <p>{t("done.gone")}</p>
        )}
        {code ? <Verification address={address} code={code} open={!report?.keys?.page} /> : null}
      </main>
      <ActionBar label={t("next.label")}>
        <a class="btn btn--side" href={href("outbox")}>
          {t("finished.outbox")}
        </a>
        <a class="btn btn--main" href={href("today")}>
          {t("done.today")}
          <Icon name="next" size="s" />
        </a>
      </ActionBar>
    </>
  );
}

/** The links that are the customer's alone; to sign comes first, for that is still to be done. */
function CustomersCopy({ report, address }: { report: ReportRow; address: string }) {
  const words = useTexts();
  const { t } = words;
  const { page, sign } = report.keys ?? { page: null, sign: null };
  return (
    <>
      {sign ? (
        <PrivateLink
          url={`${address}/s/${sign}`}
          title={t("link.title")}
          label={t("link.qr")}
          sentAs={t("link.sign_title")}
          words={words}
        >
          <p class="small">{t("link.why")}</p>
        </PrivateLink>
      ) : null}
      {page ? (
        <PrivateLink
          url={`${address}/c/${page}`}
          title={t("copy.title")}
          label={t("copy.qr")}
          sentAs={t("link.page_title")}
          words={words}
        >
          <p class="small">{t("copy.why")}</p>
          <p class="note">
            {t(report.progress === "sealed" ? "copy.ready" : "copy.when")} {t("copy.private")}
          </p>
        </PrivateLink>
      ) : null}
    </>
  );
}

function Verification({ address, code, open }: { address: string; code: string; open: boolean }) {
  const { t } = useTexts();
  return (
    <details class="more" open={open}>
      <summary>{t("copy.verify")}</summary>
      <figure class="card card--pad figure done__qr">
        <QrCode text={`${address}/verify/${code}`} label={t("done.qr")} size={200} />
        <figcaption class="small">
          {t("done.qr_note")}
          <br />
          <span class="num note">{code.replace(/(.{5})(?=.)/g, "$1 ")}</span>
        </figcaption>
      </figure>
    </details>
  );
}

function Stop({ reached, title, note }: { reached: boolean; title: string; note: string }) {
  return (
    <li class={reached ? "got" : "wait"}>
      {reached ? <Shape level="pass" /> : <Icon name="empty" />}
      <b>{title}</b>
      {note}
    </li>
  );
}

/** The server holds the report but not yet all its photos: "delivered" would promise too much. */
function photosOutstanding(report: ReportRow): boolean {
  return report.receivedAt !== null && report.progress !== "complete" && report.progress !== "sealed";
}

function deliveredNote(report: ReportRow, t: ReturnType<typeof useTexts>["t"], time: (at: string) => string): string {
  return report.receivedAt ? t("done.delivered_at", { time: time(report.receivedAt) }) : t("done.waits");
}

/** The code is in the signed bytes; when those have been freed, the card itself carries it. */
function codeOf(report: ReportRow): string | null {
  if (!report.body) return null;
  const body: unknown = JSON.parse(new TextDecoder().decode(report.body));
  const content = (body as { content?: { verification_code?: unknown } }).content;
  return typeof content?.verification_code === "string" ? content.verification_code : null;
}

/** `#/notice/<key>`: the promise that is shown at the door, in the customer's language. The one document-like screen. */
import type { ScreenProps } from "../../app/context";
import { categoryOf } from "../../domain/applicable";
import { zone } from "../../domain/content";
import { SERVICES } from "../../domain/draft";
import { formatter } from "../../i18n";
import { ActionBar, Button, Icon } from "../../ui";
import { nowIso } from "../visit/clock";
import { jobInView, useDraft, useVisit } from "../visit/context";
import { LanguageSwitch } from "../visit/language_switch";
import { useWays } from "../visit/places";
import type { Texts } from "../visit/texts";
import { textsIn, useTexts } from "../visit/texts";
import { WithVisit } from "../visit/with_visit";
import "../visit/visit.css";
import { usePublicUrl } from "./public_url";
import { QrCode } from "./qr_code";
import { Weave } from "./weave";

export default function NoticeScreen({ id }: ScreenProps) {
  return (
    <WithVisit id={id} place="">
      <Notice />
    </WithVisit>
  );
}

function Notice() {
  const visit = useVisit();
  const ways = useWays();
  const language = useDraft((draft) => draft.language);
  const words = textsIn(language, formatter(language, zone(visit.me)));
  const own = useTexts();
  const begin = () => {
    visit.change((draft) => ({ ...draft, noticeShownAt: draft.noticeShownAt ?? nowIso() }));
    ways.back();
  };
  return (
    <>
      <header class="topbar topbar--plain">
        <button class="iconbtn" type="button" aria-label={own.t("notice.close")} onClick={ways.back}>
          <Icon name="close" />
        </button>
        <div class="topbar__title">
          <p class="note">{own.t("notice.turn")}</p>
        </div>
        <LanguageSwitch />
      </header>
      <main class="wide" lang={language === "zh" ? "zh-CN" : "en"}>
        <Poster words={words} />
      </main>
      <ActionBar label={own.t("next.label")}>
        <Button onClick={begin}>{own.t("notice.begin")}</Button>
      </ActionBar>
    </>
  );
}

function Poster({ words }: { words: Texts }) {
  const visit = useVisit();
  const { both, t, language } = words;
  const { catalog, me } = visit;
  const job = jobInView(visit);
  const category = categoryOf(catalog, job.category);
  const type = catalog.job_types.find((one) => one.id === job.type);
  const center = me.center ? (language === "zh" ? me.center.name_zh : me.center.name_en) : "";
  return (
    <article class="poster" aria-labelledby="promise">
      <header class="poster__head">
        <Weave />
        <p class="small">{center || both(catalog.organisation.name)}</p>
        <h1 id="promise">{both(catalog.notice.title)}</h1>
        <p class="small mt-1">
          {t("notice.hello", {
            name: job.customer.name,
            type: type ? both(type.text) : job.type,
            appliance: category ? both(category.text) : job.category,
          })}
        </p>
      </header>
      <Technician words={words} />
      <div class="poster__body">
        <p class="strong">{t("notice.five")}</p>
        <ol>
          {SERVICES.map((service) => (
            <li key={service}>
              <span class="letter">{service}</span>
              {catalog.services.find((one) => one.id === service)?.title[language] ?? service}
            </li>
          ))}
        </ol>
        <p class="small mt-3">{both(catalog.notice.foot)}</p>
      </div>
      <Supervision words={words} />
    </article>
  );
}

function Technician({ words }: { words: Texts }) {
  const { catalog, me } = useVisit();
  const { both, t } = words;
  const [certificate] = me.certificates;
  const named = certificate && catalog.certificates.find((one) => one.id === certificate.kind);
  return (
    <div class="poster__who">
      <svg class="poster__face" viewBox="0 0 60 72" aria-hidden="true">
        <circle cx="30" cy="27" r="12" fill="currentColor" opacity=".85" />
        <path d="M6 72c1-19 10-28 24-28s23 9 24 28z" fill="currentColor" opacity=".85" />
      </svg>
      <div>
        <p class="title">{me.name}</p>
        <p class="small">{t("notice.number", { number: me.staff_no ?? "", grade: me.grade ?? "" })}</p>
        {certificate ? (
          <p class="note">
            {t("notice.certificate", {
              name: named ? both(named.text) : certificate.kind,
              day: certificate.valid_until ?? "",
            })}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Supervision({ words }: { words: Texts }) {
  const { catalog } = useVisit();
  const { hotline } = catalog.organisation;
  const address = usePublicUrl();
  return (
    <a class="poster__line" href={`tel:${hotline.replace(/[^\d+]/g, "")}`}>
      <span>
        <span class="note">{words.t("notice.hotline")}</span>
        <b>{hotline}</b>
      </span>
      <QrCode text={`${address}/verify/`} label={words.t("notice.qr")} size={76} />
    </a>
  );
}

/** One report and its three stops: phone, server, card. */
import { useState } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import { href } from "../../app/routes";
import { categoryText } from "../../jobs/words";
import { bytesToSend, type ReportRow, reportState } from "../../store";
import { Icon, Shape } from "../../ui";
import { CardLinks } from "./card";
import { laterWords, personWords, say } from "./messages";

export function Parcel({ row }: { row: ReportRow }) {
  const { model } = useApp();
  const { t, format } = useSpeech();
  const [open, setOpen] = useState(false);
  const today = format.dayKey(row.finalisedAt) === format.dayKey(model.now.value);
  const time = format.time(row.finalisedAt);
  const when = today ? t(say.today, { time }) : `${format.date(row.finalisedAt)} ${time}`;
  return (
    <li class="card parcel">
      <div class="parcel__head">
        <b>
          {row.title.customer} · {t(categoryText(model.catalog.value, row.title.category))}
        </b>
        <span class="note num">{t(say.signedAt, { when })}</span>
      </div>
      <ol class="track">
        <li class="got">
          <Shape level="pass" />
          <b>{t(say.onPhone)}</b>
          {time}
        </li>
        <ServerStop row={row} />
        <CardStop row={row} />
      </ol>
      <Words row={row} />
      <div class="parcel__do">
        {row.progress === "sealed" && <CardLinks row={row} />}
        {row.keys?.page && (
          <a class="link" href={href("sign", row.jobIds[0] ?? row.id, "done", row.id)}>
            <Icon name="card" size="s" />
            {t(say.customerCopy)}
          </a>
        )}
        <Remedies row={row} />
        <button class="link" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(say.details)}
        </button>
      </div>
      {open && <Details row={row} />}
    </li>
  );
}

function ServerStop({ row }: { row: ReportRow }) {
  const { model } = useApp();
  const { t, format } = useSpeech();
  const { trouble, blobs } = row;
  const done = blobs.filter((blob) => blob.done).length;
  if (trouble?.kind === "needs_person" && row.progress === "saved") {
    return (
      <li class="bad">
        <Shape level="fail" />
        <b>{t(say.needsPerson)}</b>
      </li>
    );
  }
  if (row.progress === "saved") {
    const offline = model.sync.value.reach !== "online";
    const size = t(say.sizeAndPhotos, { size: format.bytes(bytesToSend(row)), n: blobs.length });
    return (
      <li class="wait">
        <Icon name={trouble?.kind === "backoff" ? "retry" : "clock"} />
        <b>
          {trouble?.kind === "waiting_login" && t(say.waitingLogin)}
          {trouble?.kind === "backoff" && t(say.retryAt, { time: format.time(row.nextAt) })}
          {!trouble && t(offline ? say.waitingNet : say.waitingTurn)}
        </b>
        {trouble?.kind === "backoff" ? t(say.lastTime, { why: t(laterWords(trouble.code)) }) : size}
      </li>
    );
  }
  const whole = done === blobs.length;
  return (
    <li class={whole ? "got" : "got part"}>
      <Shape level="pass" />
      <b>{t(whole ? say.delivered : say.reportThere)}</b>
      {whole ? row.receivedAt && format.time(row.receivedAt) : t(say.photosThere, { done, all: blobs.length })}
    </li>
  );
}

function CardStop({ row }: { row: ReportRow }) {
  const { t, format } = useSpeech();
  if (row.progress === "sealed") {
    return (
      <li class="got">
        <Shape level="pass" />
        <b>{t(say.cardReady)}</b>
        {row.sealedAt && format.time(row.sealedAt)}
      </li>
    );
  }
  const why = row.heldWhy !== null ? say.cardHeld : row.progress === "complete" ? say.cardMaking : say.cardWaits;
  return (
    <li class="wait">
      <Icon name="empty" />
      <b>{t(say.card)}</b>
      {row.progress !== "saved" && t(why)}
    </li>
  );
}

function Words({ row }: { row: ReportRow }) {
  const { t } = useSpeech();
  const { trouble } = row;
  if (trouble?.kind === "needs_person") {
    return <p class="parcel__say">{t(personWords(trouble.code), { detail: trouble.detail || trouble.code })}</p>;
  }
  if (reportState(row) === "held")
    return <p class="parcel__say parcel__say--held">{t(say.heldBy, { why: row.heldWhy ?? "" })}</p>;
  return null;
}

function Remedies({ row }: { row: ReportRow }) {
  const { model, sync } = useApp();
  const { t } = useSpeech();
  const phone = model.person.value?.me.center?.phone;
  if (row.trouble?.kind === "waiting_login") {
    return (
      <a class="link" href={href("sign-in", "again")}>
        {t(say.signIn)}
      </a>
    );
  }
  if (row.trouble?.kind !== "needs_person") return null;
  return (
    <>
      {phone && (
        <a class="link" href={`tel:${phone}`}>
          <Icon name="call" size="s" />
          {t(say.callCenter)}
        </a>
      )}
      <button class="link" type="button" onClick={() => void sync.retry(row.id)}>
        <Icon name="retry" size="s" />
        {t(say.tryAgain)}
      </button>
    </>
  );
}

function Details({ row }: { row: ReportRow }) {
  const { t, format } = useSpeech();
  const code = row.trouble && "code" in row.trouble ? row.trouble.code : "";
  const facts: [string, string][] = [
    [t(say.id), row.id],
    [t(say.digest), row.digest.slice(0, 16)],
    [t(say.received), row.receivedAt ? `${format.date(row.receivedAt)} ${format.timeWithSeconds(row.receivedAt)}` : ""],
    [t(say.cardNumber), row.cardNumber ?? ""],
    [t(say.attempts), row.attempts > 0 ? t(say.times, { n: row.attempts }) : ""],
    [t(say.code), code],
  ];
  return (
    <dl class="facts num">
      {facts
        .filter(([, value]) => value)
        .flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-`}>{value}</dd>])}
    </dl>
  );
}

/** Who I am, what this phone keeps, how it looks, what I carry, and the way out. */
import { useState } from "preact/hooks";
import { type ScreenProps, useApp, useSpeech } from "../../app/context";
import { InstallHint } from "../../app/install";
import { NetChip } from "../../app/net";
import { changeSettings } from "../../app/settings";
import { Tabs } from "../../app/tabs";
import { instrumentName } from "../../domain/instruments";
import { Button, Icon, SectionHead, Segment, Shape, TopBar } from "../../ui";
import { useOwnInstruments } from "../instruments/own";
import { Arrivals } from "./arrivals";
import { LogList } from "./log";
import { type Due, daysUntil, dueWords, isDue, say } from "./messages";
import { Storage } from "./storage";
import { Tools } from "./tools";

export default function Me(_props: ScreenProps) {
  const { t } = useSpeech();
  return (
    <>
      <TopBar title={t(say.title)} end={<NetChip />} />
      <main class="flush">
        <Profile />
        <DueSoon />
        <Storage />
        <Display />
        <Arrivals />
        <Tools />
        <LogList />
        <Leave />
        <InstallHint />
        <p class="note centre mt-4">{t(say.app, { version: __VERSION__ })}</p>
      </main>
      <Tabs current="me" />
    </>
  );
}

function Profile() {
  const { model } = useApp();
  const { t, language } = useSpeech();
  const me = model.person.value?.me;
  if (!me) return null;
  const center = me.center ? (language === "zh" ? me.center.name_zh : me.center.name_en) : "";
  return (
    <div class="card row">
      <span class="face" aria-hidden="true">
        <Icon name="person" />
      </span>
      <span class="row__text">
        <b>{me.grade ? t(say.grade, { name: me.name, grade: me.grade }) : me.name}</b>
        <span>{t(say.staff, { no: me.staff_no ?? me.username, center })}</span>
      </span>
    </div>
  );
}

function DueSoon() {
  const { model } = useApp();
  const { t, format, language } = useSpeech();
  const me = model.person.value?.me;
  const today = format.dayKey(model.now.value);
  const catalogName = (id: string) => {
    const known = model.catalog.value?.certificates.find((choice) => choice.id === id);
    return known ? t(known.text) : id;
  };
  const dues: Due[] = [
    ...useOwnInstruments()
      .filter((instrument) => isDue(instrument.due, today))
      .map((one) => ({
        name: instrumentName(one, language),
        days: daysUntil(one.due ?? today, today),
        kind: "instrument" as const,
      })),
    ...(me?.certificates ?? [])
      .filter((certificate) => isDue(certificate.valid_until, today))
      .map((one) => ({
        name: catalogName(one.kind),
        days: daysUntil(one.valid_until ?? today, today),
        kind: "certificate" as const,
      })),
  ];
  const [first] = dues;
  if (!first) return null;
  const alone = dues.length === 1;
  const kind = first.kind === "instrument" ? say.dueWhy : say.certWhy;
  return (
    <div class="banner banner--advise mt-2">
      <Shape level="advise" size="m" />
      <div>
        <b class="banner__head">
          {alone
            ? t(dueWords(first), { name: first.name, n: Math.abs(first.days) })
            : t(say.manyDue, { n: dues.length })}
        </b>
        {alone ? t(kind) : dues.map((due) => due.name).join(" · ")}
      </div>
    </div>
  );
}

function Display() {
  const app = useApp();
  const { t } = useSpeech();
  const { language, theme, text } = app.model.settings.value;
  return (
    <>
      <SectionHead title={t(say.display)} />
      <section class="card card--pad pile">
        <Segment
          label={t(say.language)}
          value={language}
          options={[
            { value: "zh", label: "中文", lang: "zh-CN" },
            { value: "en", label: "English", lang: "en" },
          ]}
          onChoose={(value) => changeSettings(app, { language: value })}
        />
        <Segment
          label={t(say.theme)}
          value={theme}
          options={[
            { value: "auto", label: t(say.auto) },
            { value: "light", label: t(say.light) },
            { value: "dark", label: t(say.dark) },
          ]}
          onChoose={(value) => changeSettings(app, { theme: value })}
        />
        <Segment
          label={t(say.text)}
          value={text}
          options={[
            { value: "normal", label: t(say.normal) },
            { value: "large", label: t(say.large) },
            { value: "largest", label: t(say.largest) },
          ]}
          onChoose={(value) => changeSettings(app, { text: value })}
        />
      </section>
    </>
  );
}

/** Signing out asks only when something is left to send, and says what becomes of it. */
function Leave() {
  const { model, sync } = useApp();
  const { t } = useSpeech();
  const [asking, setAsking] = useState(false);
  const userId = model.person.value?.id;
  const mine = <Row extends { userId: string }>(rows: readonly Row[]) => rows.filter((row) => row.userId === userId);
  const reports = mine(model.reports.value).filter((row) => row.progress === "saved" || row.progress === "stored");
  const left = reports.length + mine(model.messages.value).length + model.drafts.value.length;
  if (asking) {
    return (
      <section class="banner banner--advise banner--ask mt-4">
        <p>{t(say.signOutWarn, { n: left })}</p>
        <div class="actionbar__row">
          <Button kind="side" onClick={() => void sync.signOut()}>
            {t(say.signOutYes)}
          </Button>
          <Button onClick={() => setAsking(false)}>{t(say.signOutNo)}</Button>
        </div>
      </section>
    );
  }
  return (
    <div class="card mt-4">
      <button class="row row--s" type="button" onClick={() => (left > 0 ? setAsking(true) : void sync.signOut())}>
        <Icon name="person" />
        <span class="row__text">
          <span>{t(say.signOut)}</span>
        </span>
        {left > 0 && <span class="note">{t(say.staysHere, { n: left })}</span>}
        <Icon name="next" size="s" />
      </button>
    </div>
  );
}

/** A job that begins at the door: a neighbour who asks, or a second appliance of the same household. */
import { useState } from "preact/hooks";
import { type ScreenProps, useApp, useSpeech } from "../../app/context";
import { say as app } from "../../app/messages";
import { NetChip } from "../../app/net";
import { TYPE } from "../../jobs/words";
import type { JobRow } from "../../store";
import { ActionBar, Button, Choices, Field, SectionHead, Segment, TextArea, TopBar } from "../../ui";
import { AppliancePart } from "./appliance";
import { EMPTY, fieldJob, firstMissing, type NewJobForm } from "./form";
import { say } from "./messages";

const TYPES = Object.keys(TYPE) as (keyof typeof TYPE)[];

export default function NewJob({ id }: ScreenProps) {
  const { model, store, sync, router, newId, clock } = useApp();
  const { t } = useSpeech();
  const household = model.jobs.value.find((row) => row.id === id) ?? null;
  const [form, setForm] = useState<NewJobForm>({ ...EMPTY, language: model.language.value });
  const change = (part: Partial<NewJobForm>) => setForm((before) => ({ ...before, ...part }));
  const missing = firstMissing(form, household);

  const make = async () => {
    if (missing)
      return document.getElementById(missing)?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    const userId = model.person.value?.id ?? "";
    const now = new Date(clock()).toISOString();
    const jobId = newId();
    const body = fieldJob(form, household, newId, now);
    await store.messages.addFieldJob({ id: jobId, userId, body, household: household?.job ?? null, now });
    sync.nudge();
    router.replace("job", jobId);
  };

  return (
    <>
      <TopBar
        title={t(household ? say.titleHere : say.title)}
        back={{ label: t(app.back), go: () => router.back("today") }}
        end={<NetChip />}
      />
      <main>
        <p class="small quiet">
          {household ? t(sameVisit(household), { name: household.job.customer.name }) : t(say.why)}
        </p>
        <section class="card mt-3" id="needType">
          <Choices
            legend={t(say.type)}
            options={TYPES.map((value) => ({ value, label: t(TYPE[value]) }))}
            value={form.type}
            onChoose={(type) => change({ type })}
            two
          />
        </section>
        <AppliancePart form={form} household={household} change={change} />
        {!household && <CustomerPart form={form} change={change} />}
        <div class="mt-3">
          <TextArea label={t(say.fault)} value={form.fault} onInput={(fault) => change({ fault })} maxLength={1000} />
        </div>
      </main>
      <ActionBar label={t(say.title)}>
        <Button kind={missing ? "missing" : "main"} onClick={() => void make()}>
          {t(missing ? say[missing] : say.make)}
        </Button>
      </ActionBar>
    </>
  );
}

function sameVisit({ job }: JobRow) {
  return job.visit_key ? say.whyHere : say.whyHereNew;
}

interface PartProps {
  form: NewJobForm;
  change: (part: Partial<NewJobForm>) => void;
}

function CustomerPart({ form, change }: PartProps) {
  const { t } = useSpeech();
  return (
    <>
      <SectionHead title={t(say.customer)} />
      <section class="card card--pad pile">
        <div id="needName">
          <Field
            label={t(say.name)}
            value={form.name}
            onInput={(name) => change({ name })}
            autoComplete="off"
            maxLength={120}
          />
        </div>
        <div id="needPhone">
          <Field
            label={t(say.phone)}
            type="tel"
            value={form.phone}
            onInput={(phone) => change({ phone })}
            autoComplete="off"
            hint={t(say.phoneHint)}
          />
        </div>
        <div id="needAddress">
          <Field
            label={t(say.address)}
            value={form.address}
            onInput={(address) => change({ address })}
            autoComplete="off"
            maxLength={240}
          />
        </div>
        <Segment
          label={t(say.language)}
          value={form.language}
          options={[
            { value: "zh", label: "中文", lang: "zh-CN" },
            { value: "en", label: "English", lang: "en" },
          ]}
          onChoose={(language) => change({ language })}
        />
      </section>
    </>
  );
}

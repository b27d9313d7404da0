import { useId } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import { categoryText } from "../../jobs/words";
import type { JobRow } from "../../store";
import { Choices, Field } from "../../ui";
import type { NewJobForm } from "./form";
import { say } from "./messages";

const OTHER = "other";

interface Props {
  form: NewJobForm;
  household: JobRow | null;
  change: (part: Partial<NewJobForm>) => void;
}

/** One that is registered in this household, or a new one by its category. */
export function AppliancePart({ form, household, change }: Props) {
  const { model } = useApp();
  const { t } = useSpeech();
  const known = household?.job.appliances ?? [];
  const isNew = form.applianceId === null;
  const options = [
    ...known.map((one) => ({
      value: one.id,
      label: [t(categoryText(model.catalog.value, one.category)), one.brand, one.room].filter(Boolean).join(" · "),
    })),
    { value: OTHER, label: t(say.other) },
  ];
  const choose = (value: string) => {
    const one = known.find((appliance) => appliance.id === value);
    change({ applianceId: one?.id ?? null, category: one?.category ?? "" });
  };
  return (
    <section class="card mt-3">
      {known.length > 0 && (
        <Choices legend={t(say.known)} options={options} value={form.applianceId ?? OTHER} onChoose={choose} two />
      )}
      {isNew && (
        <div class="card--pad pile">
          <CategoryField value={form.category} onChoose={(category) => change({ category })} />
          <Field label={t(say.brand)} value={form.brand} onInput={(brand) => change({ brand })} maxLength={60} />
          <Field label={t(say.model)} value={form.model} onInput={(value) => change({ model: value })} maxLength={60} />
        </div>
      )}
    </section>
  );
}

function CategoryField({ value, onChoose }: { value: string; onChoose: (value: string) => void }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const id = useId();
  const categories = model.catalog.value?.categories ?? [];
  return (
    <div class="field" id="needCategory">
      <label for={id}>{t(say.category)}</label>
      <span class="field__box">
        <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          <option value="">{t(say.choose)}</option>
          {categories.map((category) => (
            <option key={category.id} value={category.id}>
              {t(category.text)}
            </option>
          ))}
        </select>
      </span>
      {categories.length === 0 && <span class="note">{t(say.noCatalog)}</span>}
    </div>
  );
}

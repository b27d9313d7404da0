/** Who came along: named in the report beside the technician. */
import { useState } from "preact/hooks";
import { setHelpers } from "../../domain/draft";
import { Button, Icon, SectionHead } from "../../ui";
import { useDraft, useVisit } from "./context";
import { TextField } from "./fields";
import { useTexts } from "./texts";

/** As many as the report holds. */
const MOST = 6;

export function Helpers() {
  const visit = useVisit();
  const { t } = useTexts();
  const helpers = useDraft((draft) => draft.helpers);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <SectionHead title={t("helpers.title")} count={helpers.length || t("helpers.none")} />
      {helpers.length > 0 ? (
        <ul class="card rows">
          {helpers.map((helper, place) => (
            <li key={`${place} ${helper.name}`} class="row row--s">
              <span class="row__text">
                <b>{helper.name}</b> <span class="num">{helper.staffNo}</span>
              </span>
              <button
                class="iconbtn"
                type="button"
                aria-label={t("helpers.remove", { name: helper.name })}
                onClick={() =>
                  visit.change((draft) =>
                    setHelpers(
                      draft,
                      draft.helpers.filter((one) => one !== helper),
                    ),
                  )
                }
              >
                <Icon name="clear" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {adding ? (
        <AddHelper onAdded={() => setAdding(false)} />
      ) : helpers.length < MOST ? (
        <button class="link" type="button" onClick={() => setAdding(true)}>
          <Icon name="plus" size="s" />
          {t("helpers.add")}
        </button>
      ) : null}
    </>
  );
}

function AddHelper({ onAdded }: { onAdded: () => void }) {
  const visit = useVisit();
  const { t } = useTexts();
  const [name, setName] = useState("");
  const [staffNo, setStaffNo] = useState("");
  const ready = name.trim() !== "";
  const add = () => {
    if (!ready) return;
    const helper = { name: name.trim(), staffNo: staffNo.trim() };
    visit.change((draft) => setHelpers(draft, [...draft.helpers, helper]));
    onAdded();
  };
  return (
    <div class="card card--pad stack">
      <TextField id="helper-name" label={t("helpers.name")} value={name} most={80} onText={setName} />
      <TextField id="helper-no" label={t("helpers.staff_no")} value={staffNo} most={20} onText={setStaffNo} />
      <Button kind={ready ? "side" : "missing"} low onClick={add}>
        {t(ready ? "helpers.add_now" : "helpers.name_missing")}
      </Button>
    </div>
  );
}

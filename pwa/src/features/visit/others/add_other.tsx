/** An appliance that the office does not know yet: by scanning its code, by photo of its nameplate, or by hand. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../../app/context";
import { categoryOf } from "../../../domain/applicable";
import type { AddingDraft } from "../../../domain/draft";
import { addOther, fillAdding, leaveAdding } from "../../../domain/draft";
import { fill } from "../../../i18n";
import { ActionBar, Button, Icon, SectionHead } from "../../../ui";
import { servedJobs, useDraft, useVisit, type Visit } from "../context";
import { goToField, TextField } from "../fields";
import { PhotoNews } from "../photos/photo_news";
import { PhotoTile } from "../photos/photo_strip";
import { Pick } from "../photos/pick";
import { useWays } from "../places";
import { say } from "../scan/messages";
import { ScanButton } from "../scan/scan_button";
import type { Scanned } from "../scan/scan_sheet";
import { useTexts } from "../texts";
import "./add_other.css";

export function AddOther() {
  const adding = useDraft((draft) => draft.adding ?? null);
  return adding ? <Form adding={adding} /> : <Ways />;
}

function Ways() {
  const visit = useVisit();
  const { t } = useTexts();
  const [known, setKnown] = useState<Known | null>(null);
  const begin = (part: Partial<AddingDraft>) => visit.change((draft) => fillAdding(draft, part));
  const scanned = ({ serial, model }: Scanned) => {
    const found = knownBySerial(visit, serial);
    setKnown(found);
    if (!found) begin({ serial, model });
  };
  return (
    <>
      <SectionHead title={t("others.add_how")} />
      <div class="addother">
        <ScanButton
          title={t("scan.other")}
          wanted={["serial", "model"]}
          label={t("others.by_scan")}
          onScanned={scanned}
        />
        <Pick
          class="btn btn--side btn--low"
          wish={{ from: "camera", role: "nameplate" }}
          onTaken={([photo]) => photo && begin({ photo: photo.sha256 })}
        >
          <Icon name="camera" size="s" />
          {t("others.by_photo")}
        </Pick>
        <Button kind="side" low onClick={() => begin({})}>
          <Icon name="pen" size="s" />
          {t("others.by_hand")}
        </Button>
      </div>
      <PhotoNews />
      {known ? <AlreadyKnown known={known} /> : null}
    </>
  );
}

/** `otherId`: its entry in the visit's list; null when it is the appliance of the job itself. */
interface Known {
  name: string;
  otherId: string | null;
}

function knownBySerial(visit: Visit, serial: string): Known | null {
  const same = (other: string) => serial !== "" && other.trim().toUpperCase() === serial.toUpperCase();
  const draft = visit.draft.peek();
  const served = draft.served.find((own) => same(own.appliance.serial));
  if (served) return { name: served.appliance.model, otherId: null };
  const found = servedJobs(visit)
    .flatMap((job) => job.appliances)
    .find((appliance) => same(appliance.serial));
  const other = draft.others.find((one) => one.applianceId === found?.id);
  return found && other ? { name: [other.model, other.room].filter(Boolean).join(" · "), otherId: other.id } : null;
}

/** Scanned although it is in the list: it is checked there, not added twice. */
function AlreadyKnown({ known }: { known: Known }) {
  const ways = useWays();
  const { t } = useTexts();
  const { otherId } = known;
  return (
    <div class="photonews" role="status">
      <p class="photonews__text">{otherId ? t("others.known", { name: known.name }) : t("others.known_main")}</p>
      {otherId ? (
        <button class="link" type="button" onClick={() => ways.go("D", otherId)}>
          {t("others.open_known")}
        </button>
      ) : null}
    </div>
  );
}

function Form({ adding }: { adding: AddingDraft }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const fillIn = (part: Partial<AddingDraft>) => visit.change((draft) => fillAdding(draft, part));
  useEffect(() => goToField("other-category"), []);
  return (
    <>
      <SectionHead title={t("others.new")} />
      <div class="card card--pad stack">
        <Plate adding={adding} onFill={fillIn} />
        <label class="field">
          <span>{t("others.category")}</span>
          <select
            id="f-other-category"
            class="picker"
            value={adding.category}
            onChange={(event) => fillIn({ category: event.currentTarget.value })}
          >
            <option value="">{t("others.choose")}</option>
            {visit.catalog.categories.map((one) => (
              <option key={one.id} value={one.id}>
                {both(one.text)}
              </option>
            ))}
          </select>
        </label>
        <TextField
          id="other-room"
          label={t("plate.room")}
          value={adding.room}
          most={40}
          onText={(room) => fillIn({ room })}
        />
        <TextField
          id="other-model"
          label={t("others.brand_model")}
          value={adding.model}
          most={80}
          onText={(model) => fillIn({ model })}
        />
        <TextField
          id="other-serial"
          label={t("plate.serial")}
          value={adding.serial}
          most={60}
          onText={(serial) => fillIn({ serial })}
        />
      </div>
    </>
  );
}

/** While one is being added, adding it is the one next thing. */
export function AddingBar({ adding }: { adding: AddingDraft }) {
  const visit = useVisit();
  const { newId } = useApp();
  const ways = useWays();
  const { t } = useTexts();
  const add = () => {
    if (!adding.category) return goToField("other-category");
    const id = newId();
    visit.change((draft) => addOther(draft, id, captionFor(visit, adding)));
    ways.go("D", id);
  };
  return (
    <ActionBar label={t("next.label")}>
      <Button kind="side" onClick={() => visit.change(leaveAdding)}>
        {t("others.leave")}
      </Button>
      <Button kind={adding.category ? "main" : "missing"} onClick={add}>
        {t(adding.category ? "others.add_this" : "others.choose")}
      </Button>
    </ActionBar>
  );
}

/** The nameplate beside the fields, so that nobody has to remember it; and the code on it, which is typed without a slip. */
function Plate({ adding, onFill }: { adding: AddingDraft; onFill: (part: Partial<AddingDraft>) => void }) {
  const ways = useWays();
  const { t } = useTexts();
  const photo = useDraft((draft) => draft.photos.find((one) => one.sha256 === adding.photo));
  const scanned = ({ serial, model }: Scanned) => onFill({ ...(serial && { serial }), ...(model && { model }) });
  return (
    <div class="addother addother--plate">
      {photo ? (
        <>
          <PhotoTile photo={photo} onOpen={() => ways.go("photos", photo.sha256)} />
          <p class="small" role="status">
            {t("others.plate_photo")}
          </p>
        </>
      ) : null}
      <ScanButton title={t("scan.other")} wanted={["serial", "model"]} onScanned={scanned} />
    </div>
  );
}

/** In the card's language: it is printed under the photo. */
function captionFor(visit: Visit, adding: AddingDraft): string {
  const { language } = visit.draft.peek();
  const name = categoryOf(visit.catalog, adding.category)?.text[language] ?? adding.category;
  return fill(say["others.plate_of"], language, { name: [name, adding.room.trim()].filter(Boolean).join(" ") });
}

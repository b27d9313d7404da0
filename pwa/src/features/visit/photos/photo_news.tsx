/** What happens to the photos just now, in words: in work, added, already there, not readable, removed, space running out. */
import { useEffect, useState } from "preact/hooks";
import { freeSpace } from "../../../app/storage";
import type { PhotoFault, PhotoOutcome } from "../../../domain/photos";
import { shortOfRoom } from "../../../domain/photos";
import { Icon, MeterBar, Shape } from "../../../ui";
import { useDraft, useVisit } from "../context";
import { useTexts } from "../texts";
import "./photos.css";

/** `onePhoto`: beside a single photo, where what was added with it is no news. */
export function PhotoNews({ onePhoto = false }: { onePhoto?: boolean }) {
  return (
    <>
      <div role="status">
        <InWork />
        <Outcome onePhoto={onePhoto} />
        <Undo />
      </div>
      <Room />
    </>
  );
}

function InWork() {
  const { intake } = useVisit();
  const { t } = useTexts();
  const work = intake.work.value;
  if (!work) return null;
  return (
    <div class="photonews" aria-busy="true">
      <p>
        <b>{t("photos.working", { now: work.done + 1, total: work.total })}</b>{" "}
        <span class="note">{t("photos.working_note")}</span>
      </p>
      <MeterBar share={work.done / work.total} />
    </div>
  );
}

function Outcome({ onePhoto }: { onePhoto: boolean }) {
  const { intake } = useVisit();
  const { t } = useTexts();
  const outcome = intake.outcome.value;
  if (!outcome || (intake.work.value && quiet(outcome))) return null;
  const faults = Object.entries(outcome.faults) as [PhotoFault, number][];
  if (quiet(outcome) && (onePhoto || outcome.added < 2)) return null;
  return (
    <div class={faults.length ? "photonews photonews--fail" : "photonews"}>
      <div class="photonews__text">
        {outcome.added > 0 ? <p>{t("photos.added", { count: outcome.added })}</p> : null}
        {outcome.twice > 0 ? <p>{t("photos.twice", { count: outcome.twice })}</p> : null}
        {faults.map(([fault, count]) => (
          <p key={fault} role="alert">
            <Shape level="fail" size="m" />
            <span>{t(`photos.fault.${fault}`, { count })}</span>
          </p>
        ))}
      </div>
      <button class="link" type="button" onClick={intake.read}>
        {t("photos.read")}
      </button>
    </div>
  );
}

/** One photo that was added is seen: nothing needs to be said. */
function quiet(outcome: PhotoOutcome): boolean {
  return outcome.twice === 0 && Object.keys(outcome.faults).length === 0;
}

function Undo() {
  const { intake } = useVisit();
  const { t } = useTexts();
  const removed = intake.removed.value;
  if (!removed) return null;
  return (
    <div class="photonews">
      <p class="photonews__text">{t(removed.retaken ? "photos.replaced" : "photos.removed")}</p>
      <button class="link" type="button" onClick={intake.putBack}>
        <Icon name="undo" size="s" />
        {t(removed.retaken ? "photos.keep_both" : "photos.put_back")}
      </button>
    </div>
  );
}

/** Asked again after every photo and every failure: said while there is still room for the next one. */
function Room() {
  const { t, format } = useTexts();
  const count = useDraft((draft) => draft.photos.length);
  const outcome = useVisit().intake.outcome.value;
  const [free, setFree] = useState<number | null>(null);
  useEffect(() => {
    let wanted = true;
    void freeSpace().then((bytes) => wanted && setFree(bytes));
    return () => {
      wanted = false;
    };
  }, [count, outcome]);
  const room = shortOfRoom(free);
  if (room === null || free === null) return null;
  return (
    <p class="photonews photonews--advise">
      <Shape level="advise" size="m" />
      <span>{t(room === 0 ? "photos.short_none" : "photos.short", { count: room, size: format.bytes(free) })}</span>
    </p>
  );
}

/** One photo: what it shows, its caption, its place in the report; take it again or remove it. */
import { useApp } from "../../../app/context";
import type { PhotoDraft, PhotoRole } from "../../../domain/draft";
import { changePhoto, movePhoto } from "../../../domain/draft";
import { testShown } from "../../../domain/photos";
import { ActionBar, Button, Icon } from "../../../ui";
import { useDraft, useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { PhotoNews } from "./photo_news";
import { Pick } from "./pick";
import { usePhotoAddress } from "./use_photo";

const ROLES: readonly PhotoRole[] = ["before", "during", "after", "nameplate", "meter", "damage", "cleaned"];

export function PhotoScreen({ sha256 }: { sha256: string }) {
  const ways = useWays();
  const { t } = useTexts();
  const photo = useDraft((draft) => draft.photos.find((one) => one.sha256 === sha256));
  if (!photo) {
    return (
      <Section
        title={t("photos.title")}
        bar={
          <ActionBar label={t("next.label")}>
            <Button onClick={ways.back}>{t("back_to_visit")}</Button>
          </ActionBar>
        }
      >
        <p class="small quiet">{t("photos.gone")}</p>
      </Section>
    );
  }
  return <OnePhoto photo={photo} />;
}

function OnePhoto({ photo }: { photo: PhotoDraft }) {
  const { store } = useApp();
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const address = usePhotoAddress(store, photo.sha256);
  const at = useDraft((draft) => draft.photos.findIndex((one) => one.sha256 === photo.sha256)) + 1;
  const total = useDraft((draft) => draft.photos.length);
  const change = (part: Partial<PhotoDraft>) => visit.change((draft) => changePhoto(draft, photo.sha256, part));
  const shows = testShown(photo.of);
  const back = () => (shows ? ways.replace("A", shows) : ways.back());
  const remove = () => {
    visit.intake.remove(photo);
    back();
  };
  return (
    <Section
      title={t("photos.one", { at, total })}
      bar={
        <ActionBar label={t("next.label")}>
          <Button kind="side" onClick={remove}>
            <Icon name="clear" size="s" />
            {t("photos.remove")}
          </Button>
          <Button onClick={back}>{t(shows ? "photos.back_to_reading" : "back_to_visit")}</Button>
        </ActionBar>
      }
    >
      {address ? (
        <img
          class="photo"
          src={address}
          alt={photo.caption || t(`role.${photo.role}`)}
          width={photo.width}
          height={photo.height}
        />
      ) : null}
      <PhotoNews onePhoto />
      <div class="card photoroles mt-3">
        <Choices
          name="role"
          legend={t("photos.role")}
          value={photo.role}
          options={ROLES.map((value) => ({ value, text: t(`role.${value}`) }))}
          onChoose={(role) => change({ role })}
        />
      </div>
      <div class="mt-3">
        <TextField
          id="caption"
          label={t("photos.caption")}
          value={photo.caption}
          most={120}
          onText={(caption) => change({ caption })}
        />
      </div>
      {total > 1 ? <Order photo={photo} at={at} total={total} /> : null}
      <Again photo={photo} />
    </Section>
  );
}

/** Two buttons instead of dragging: they work with a thumb, a keyboard and a screen reader alike. */
function Order({ photo, at, total }: { photo: PhotoDraft; at: number; total: number }) {
  const visit = useVisit();
  const { t } = useTexts();
  const move = (step: -1 | 1) => visit.change((draft) => movePhoto(draft, photo.sha256, step));
  return (
    <fieldset class="photoorder mt-3">
      <legend class="unseen">{t("photos.order")}</legend>
      <button class="btn btn--side btn--low" type="button" aria-disabled={at === 1} onClick={() => move(-1)}>
        <Icon name="back" size="s" />
        {t("photos.earlier")}
      </button>
      <span class="num small" role="status" aria-label={t("photos.one", { at, total })}>
        {at}/{total}
      </span>
      <button class="btn btn--side btn--low" type="button" aria-disabled={at === total} onClick={() => move(1)}>
        {t("photos.later")}
        <Icon name="next" size="s" />
      </button>
    </fieldset>
  );
}

function Again({ photo }: { photo: PhotoDraft }) {
  const ways = useWays();
  const { t } = useTexts();
  const { role, sha256 } = photo;
  const taken = ([again]: readonly PhotoDraft[]) => again && ways.replace("photos", again.sha256);
  return (
    <div class="photoagain mt-3">
      <Pick class="btn btn--side btn--low" wish={{ from: "camera", role, retakes: sha256 }} onTaken={taken}>
        <Icon name="camera" size="s" />
        {t("photos.again")}
      </Pick>
      <Pick class="btn btn--side btn--low" wish={{ from: "gallery", role, retakes: sha256 }} onTaken={taken}>
        <Icon name="pictures" size="s" />
        {t("photos.again_gallery")}
      </Pick>
    </div>
  );
}

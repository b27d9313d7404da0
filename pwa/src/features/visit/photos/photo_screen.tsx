/** One photo: what it shows, its caption; take it again or remove it. */
import { useApp } from "../../../app/context";
import type { PhotoDraft, PhotoRole } from "../../../domain/draft";
import { changePhoto, removePhoto } from "../../../domain/draft";
import { ActionBar, Button, Icon } from "../../../ui";
import { useDraft, useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { AddPhoto } from "./add_photo";
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
  const change = (part: Partial<PhotoDraft>) => visit.change((draft) => changePhoto(draft, photo.sha256, part));
  /** The bytes go later, when nothing has named them for a week: another report may hold the same picture. */
  const remove = async () => {
    visit.change((draft) => removePhoto(draft, photo.sha256));
    await visit.flush();
  };
  return (
    <Section
      title={t("photos.one")}
      bar={
        <ActionBar label={t("next.label")}>
          <Button
            kind="side"
            onClick={() => {
              void remove();
              ways.back();
            }}
          >
            <Icon name="clear" size="s" />
            {t("photos.remove")}
          </Button>
          <Button onClick={ways.back}>{t("back_to_visit")}</Button>
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
      <div class="card mt-3">
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
      <div class="tiles mt-3">
        <AddPhoto
          role={photo.role}
          onTaken={(again) => {
            if (again.sha256 !== photo.sha256) void remove();
            ways.go("photos", again.sha256);
          }}
        />
      </div>
      <p class="note">{t("photos.again")}</p>
    </Section>
  );
}

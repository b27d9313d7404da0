/** After the page was killed behind the camera: says what did not arrive, on whichever screen the visit opens again. */
import { Button, Shape } from "../../../ui";
import { useVisit } from "../context";
import { useTexts } from "../texts";
import { Pick } from "./pick";
import "./photos.css";

export function LostPhoto() {
  const { intake } = useVisit();
  const { t } = useTexts();
  const lost = intake.lost.value;
  if (!lost) return null;
  const camera = lost.from === "camera";
  const why = camera
    ? t("photos.lost_camera", { role: t(`role.${lost.role}`) })
    : t("photos.lost_gallery", { count: lost.left });
  return (
    <section class="banner banner--advise lostphoto" aria-label={t("photos.lost")}>
      <Shape level="advise" />
      <div>
        <b class="banner__head">{t("photos.lost")}</b>
        <p>{why}</p>
        <div class="lostphoto__do">
          <Pick
            class="btn btn--main btn--low"
            wish={{ from: lost.from, role: lost.role, of: lost.of, caption: lost.caption }}
          >
            {t(camera ? "photos.lost_again" : "photos.lost_choose")}
          </Pick>
          <Button kind="side" low onClick={intake.read}>
            {t("photos.lost_leave")}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** `#/visit/<key>/<place>/<field>`: the visit's screens. Without a place it opens where the technician was. */
import { useEffect } from "preact/hooks";
import type { ScreenProps } from "../../app/context";
import { useApp } from "../../app/context";
import "./visit.css";
import { useDraft, useVisit } from "./context";
import { ElectricalScreen } from "./electrical/electrical_screen";
import { FrozenScreen } from "./frozen_screen";
import { HazardScreen } from "./hazard/hazard_screen";
import { ChecklistScreen } from "./lists/checklist_screen";
import { TopicScreen } from "./lists/topic_screen";
import { OtherScreen } from "./others/other_screen";
import { OthersScreen } from "./others/others_screen";
import { OverviewScreen } from "./overview_screen";
import { PhotoScreen } from "./photos/photo_screen";
import { ResultScreen } from "./result/result_screen";
import { WithVisit } from "./with_visit";
import { WorkScreen } from "./work/work_screen";

export default function VisitScreen({ id, rest }: ScreenProps) {
  const place = rest.length ? ["visit", ...rest].join("/") : "";
  return (
    <WithVisit id={id} place={place}>
      {rest.length ? <Where place={rest[0] ?? ""} field={rest[1] ?? ""} of={rest[2] ?? ""} /> : <Reopen id={id} />}
    </WithVisit>
  );
}

function Where({ place, field, of }: { place: string; field: string; of: string }) {
  const frozen = useDraft((draft) => draft.frozen !== null);
  if (frozen) return <FrozenScreen />;
  switch (place) {
    case "A":
      return <ElectricalScreen field={field} />;
    case "work":
      return <WorkScreen field={field} />;
    case "B":
      return field === "show" ? (
        <TopicScreen key={of} id={of} />
      ) : (
        <ChecklistScreen key="guidance" list="guidance" field={field} />
      );
    case "C":
      return <ChecklistScreen key="maintenance" list="maintenance" field={field} />;
    case "E":
      return <ChecklistScreen key="cleanup" list="cleanup" field={field} />;
    case "D":
      return field ? <OtherScreen key={field} id={field} /> : <OthersScreen />;
    case "hazard":
      return <HazardScreen key={field} id={field} />;
    case "photos":
      return <PhotoScreen sha256={field} />;
    case "result":
      return <ResultScreen field={field} />;
    default:
      return <OverviewScreen />;
  }
}

const SCREENS = ["visit", "review", "sign", "notice"] as const;

/** A visit that has just begun opens with the notice card; any other where the app was last seen. */
function Reopen({ id }: { id: string }) {
  const { router } = useApp();
  const visit = useVisit();
  useEffect(() => {
    const [screen = "", ...rest] = visit.draft.peek().place.split("/");
    const fresh = !screen && !visit.draft.peek().noticeShownAt;
    if (fresh) {
      router.replace("notice", id);
      return;
    }
    const known = SCREENS.find((name) => name === screen);
    if (known && known !== "visit") router.replace(known, id, ...rest);
    else router.replace("visit", id, ...(rest.length ? rest : ["overview"]));
  }, [id, router, visit]);
  return null;
}

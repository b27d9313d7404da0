/** Guidance, maintenance and cleanup: lines of the catalog, none ticked before somebody ticks it. */
import { useState } from "preact/hooks";
import { checklistLines } from "../../../domain/applicable";
import type { ChecklistName, Schemas } from "../../../domain/draft";
import { inView, listOf, noteChecklist, tick } from "../../../domain/draft";
import { firstCategory } from "../../../domain/progress";
import { ActionBar, Button, Icon, SectionHead } from "../../../ui";
import { nowIso } from "../clock";
import { useDraft, useVisit } from "../context";
import { TextField, useArrival } from "../fields";
import { NextStep } from "../next_step";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { CleanedPhotos } from "./cleaned_photos";
import { Line } from "./line";
import "./lists.css";

const LETTER = { guidance: "B", maintenance: "C", cleanup: "E" } as const;

export function ChecklistScreen({ list, field }: { list: ChecklistName; field: string }) {
  const visit = useVisit();
  const { t } = useTexts();
  const category = useDraft((draft) => (list === "cleanup" ? firstCategory(draft) : inView(draft).appliance.category));
  const lines = checklistLines(visit.catalog, category, list);
  const done = useDraft((draft) => lines.filter((line) => listOf(draft, list).ticked[line.id]).length);
  const [open, setOpen] = useState("");
  useArrival(field);
  return (
    <Section title={t(`section.${LETTER[list]}.title`)} bar={<Bar list={list} lines={lines} done={done} />}>
      <p class="small quiet">{t(`checklist.${list}`)}</p>
      {list === "guidance" ? <ShowAll lines={lines} /> : null}
      <SectionHead title={t(`checklist.${list}.lines`)} count={`${done}/${lines.length}`} />
      <ul class="card rows">
        {lines.map((line) => (
          <Line
            key={line.id}
            list={list}
            line={line}
            open={open === line.id}
            onOpen={(on) => setOpen(on ? line.id : "")}
          />
        ))}
      </ul>
      {list === "cleanup" ? <CleanedPhotos /> : null}
      <Note list={list} />
    </Section>
  );
}

/** From the first topic that is still open, one after the other, turned to the customer. */
function ShowAll({ lines }: { lines: readonly Schemas["Choice"][] }) {
  const ways = useWays();
  const { t } = useTexts();
  const ticked = useDraft((draft) => inView(draft).guidance.ticked);
  const first = lines.find((line) => !ticked[line.id]) ?? lines[0];
  if (!first) return null;
  return (
    <p class="mt-2">
      <Button kind="side" low onClick={() => ways.go("B", "show", first.id)}>
        <Icon name="turn" size="s" />
        {t("checklist.show")}
      </Button>
    </p>
  );
}

function Note({ list }: { list: ChecklistName }) {
  const visit = useVisit();
  const { t } = useTexts();
  const note = useDraft((draft) => listOf(draft, list).note);
  return (
    <div class="mt-4">
      <TextField
        id={`note-${list}`}
        label={t("checklist.note")}
        value={note}
        most={500}
        rows={3}
        onText={(text) => visit.change((draft) => noteChecklist(draft, list, text))}
      />
    </div>
  );
}

/** "All done" is one deliberate tap, and one tap takes exactly what it ticked back. */
function Bar({ list, lines, done }: { list: ChecklistName; lines: readonly Schemas["Choice"][]; done: number }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const [taken, setTaken] = useState<string[]>([]);
  const tickAll = () => {
    const open = lines.filter((line) => !listOf(visit.draft.value, list).ticked[line.id]).map((line) => line.id);
    visit.change((draft) => tick(draft, list, open, nowIso()));
    setTaken(open);
  };
  const undo = () => {
    visit.change((draft) => tick(draft, list, taken, null));
    setTaken([]);
  };
  return (
    <ActionBar label={t("next.label")} why={<span>{t("count.points", { done, total: lines.length })}</span>}>
      {taken.length > 0 ? (
        <Button kind="side" onClick={undo}>
          <Icon name="undo" size="s" />
          {t("checklist.undo", { count: taken.length })}
        </Button>
      ) : done < lines.length ? (
        <Button kind="side" onClick={tickAll}>
          {t(`checklist.${list}.all`)}
        </Button>
      ) : null}
      {done < lines.length ? <Button onClick={ways.back}>{t("back_to_visit")}</Button> : <NextStep />}
    </ActionBar>
  );
}

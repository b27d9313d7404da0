/** One line of a list: ticked when done; guidance can be shown, the others told in more detail. */
import type { ChecklistName, Schemas } from "../../../domain/draft";
import { describeLine, listOf, setOutcome, tick } from "../../../domain/draft";
import { foundText, leftText, OUTCOMES, outcomeOf } from "../../../domain/states_found";
import { Icon, TickRow } from "../../../ui";
import { nowIso } from "../clock";
import { useDraft, useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { useWays } from "../places";
import { useTexts } from "../texts";

interface LineProps {
  list: ChecklistName;
  line: Schemas["Choice"];
  open: boolean;
  onOpen: (open: boolean) => void;
}

export function Line({ list, line, open, onOpen }: LineProps) {
  const visit = useVisit();
  const ways = useWays();
  const { both, t } = useTexts();
  const ticked = useDraft((draft) => listOf(draft, list).ticked[line.id] !== undefined);
  const shows = list === "guidance";
  return (
    <li id={`f-${line.id}`}>
      <div class="line">
        <TickRow
          checked={ticked}
          onTick={(on) => visit.change((draft) => tick(draft, list, [line.id], on ? nowIso() : null))}
        >
          {both(line.text)}
          <Told list={list} id={line.id} />
        </TickRow>
        {shows ? (
          <button
            class="iconbtn"
            type="button"
            aria-label={t("checklist.show_one", { name: both(line.text) })}
            onClick={() => ways.go("B", "show", line.id)}
          >
            <Icon name="turn" />
          </button>
        ) : (
          <button
            class="iconbtn"
            type="button"
            aria-expanded={open}
            aria-label={t("checklist.tell", { name: both(line.text) })}
            onClick={() => onOpen(!open)}
          >
            <Icon name={open ? "close" : "pen"} />
          </button>
        )}
      </div>
      {open ? <Detail list={list} line={line} onChosen={() => onOpen(false)} /> : null}
    </li>
  );
}

/** What was told of the line, in short: "worn → replaced", and the note. */
function Told({ list, id }: { list: ChecklistName; id: string }) {
  const { language } = useTexts();
  const told = useDraft((draft) => {
    const { before, after, notes } = listOf(draft, list);
    const states = [foundText(before[id] ?? "", language), leftText(after[id] ?? "", language)].filter(Boolean);
    return [[...new Set(states)].join(" → "), notes[id] ?? ""].filter(Boolean).join(" · ");
  });
  return told ? <span class="note line__state">{told}</span> : null;
}

/** The state found and the state left are one tap; it ticks the line, for it was looked at. */
function Detail({ list, line, onChosen }: { list: ChecklistName; line: Schemas["Choice"]; onChosen: () => void }) {
  const visit = useVisit();
  const { t, language } = useTexts();
  const own = useDraft((draft) => listOf(draft, list));
  return (
    <div class="line__open">
      {list === "maintenance" ? (
        <Choices
          name={`state-${line.id}`}
          legend={t("checklist.state")}
          value={outcomeOf(own, line.id)?.id ?? ""}
          two
          options={OUTCOMES.map(({ id, before, after }) => ({
            value: id,
            text: [...new Set([foundText(before, language), leftText(after, language)])].join(" → "),
          }))}
          onChoose={(id) => {
            const outcome = OUTCOMES.find((one) => one.id === id);
            if (outcome) visit.change((draft) => setOutcome(draft, { line: line.id, ...outcome, at: nowIso() }));
            onChosen();
          }}
        />
      ) : null}
      <TextField
        id={`line-note-${line.id}`}
        label={t("checklist.line_note")}
        value={own.notes[line.id] ?? ""}
        most={240}
        onText={(text) => visit.change((draft) => describeLine(draft, list, { id: line.id, when: "notes" }, text))}
      />
    </div>
  );
}

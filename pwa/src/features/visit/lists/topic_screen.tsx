/** One guidance topic, turned to the customer: large words in their language, and a drawing. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { checklistLines } from "../../../domain/applicable";
import { zone } from "../../../domain/content";
import { inView, tick } from "../../../domain/draft";
import { formatter, HTML_LANG } from "../../../i18n";
import { ActionBar, Button, Icon } from "../../../ui";
import { nowIso } from "../clock";
import { useDraft, useVisit } from "../context";
import { LanguageSwitch } from "../language_switch";
import { useWays } from "../places";
import { Section } from "../section";
import { textsIn } from "../texts";
import { type Drawing, drawingOf } from "./topic_groups";

export function TopicScreen({ id }: { id: string }) {
  const visit = useVisit();
  const ways = useWays();
  const language = useDraft((draft) => draft.language);
  const words = textsIn(language, formatter(language, zone(visit.me)));
  const category = useDraft((draft) => inView(draft).appliance.category);
  const ticked = useDraft((draft) => inView(draft).guidance.ticked);
  const lines = checklistLines(visit.catalog, category, "guidance");
  const place = lines.findIndex((line) => line.id === id);
  const line = lines[place];
  const list = () => ways.go("B");
  if (!line) return null;
  const following = [...lines.slice(place + 1), ...lines.slice(0, place)];
  const next = following.find((one) => !ticked[one.id]);
  const onward = () => (next ? ways.go("B", "show", next.id) : list());
  const understood = () => {
    visit.change((draft) => tick(draft, "guidance", [line.id], nowIso()));
    onward();
  };
  const { t, both } = words;
  return (
    <div lang={HTML_LANG[language]} class="turned">
      <Section
        title={t("topic.title", { place: place + 1, all: lines.length })}
        back={list}
        end={<LanguageSwitch />}
        words={words}
        class="topic"
        bar={
          <ActionBar label={t("next.label")}>
            <Button kind="side" onClick={onward}>
              {t("topic.skip")}
            </Button>
            <Button onClick={understood}>
              <Icon name="check" size="s" />
              {t(next ? "topic.next" : "topic.last")}
            </Button>
          </ActionBar>
        }
      >
        <LateDrawing name={drawingOf(category, line.id)} />
        <p class="topic__text">{both(line.text)}</p>
        {ticked[line.id] ? (
          <p class="small quiet">
            <Icon name="check" size="xs" /> {t("topic.explained")}
          </p>
        ) : null}
      </Section>
    </div>
  );
}

/** The words are there at once; the drawing joins them when its chunk has come. */
function LateDrawing({ name }: { name: Drawing }) {
  const [loaded, setLoaded] = useState<{ Picture: ComponentType<{ name: Drawing }> } | null>(null);
  useEffect(() => {
    let wanted = true;
    import("./drawings").then(
      ({ TopicDrawing }) => wanted && setLoaded({ Picture: TopicDrawing }),
      () => undefined, // the words explain without it
    );
    return () => {
      wanted = false;
    };
  }, []);
  return <div class="topic__frame">{loaded ? <loaded.Picture name={name} /> : null}</div>;
}

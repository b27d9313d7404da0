import { useApp, useSpeech } from "../../app/context";
import { href } from "../../app/routes";
import type { Agenda } from "../../jobs/agenda";
import { say } from "../../jobs/messages";
import { ActionBar, Button, Icon } from "../../ui";

/** Nothing today: say when work comes next. */
export function Empty({ plan }: { plan: Agenda }) {
  const { sync } = useApp();
  const { t, format } = useSpeech();
  const first = plan.future[0]?.rows[0]?.job.window_start;
  const time = first ? format.time(first) : "";
  return (
    <>
      <main class="nothing">
        <Picture />
        <h2>{t(say.nothing)}</h2>
        <p class="quiet">
          {plan.tomorrow > 0 ? t(say.nothingTomorrow, { n: plan.tomorrow, time }) : t(say.nothingWhy)}
        </p>
        {plan.future.length > 0 && (
          <a class="link mt-3" href={href("today", "tomorrow")}>
            {t(say.seeTomorrow)} <Icon name="next" size="s" />
          </a>
        )}
      </main>
      <ActionBar label={t(say.nextStep)} overTabs>
        <Button kind="side" even onClick={() => void sync.now()}>
          <Icon name="retry" size="s" />
          {t(say.syncNow)}
        </Button>
      </ActionBar>
    </>
  );
}

function Picture() {
  return (
    <svg class="calm" width="168" height="120" viewBox="0 0 168 120" aria-hidden="true">
      <path class="calm__far" d="M14 104h140M20 104c0-14 4-22 12-26M148 104c0-10-3-16-9-20" />
      <rect class="calm__page" x="44" y="20" width="80" height="84" rx="8" />
      <path d="M44 42h80M62 12v16M106 12v16" />
      <path class="calm__tick" d="m70 72 10 10 20-22" />
    </svg>
  );
}

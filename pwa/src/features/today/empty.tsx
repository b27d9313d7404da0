import { useApp, useSpeech } from "../../app/context";
import { href } from "../../app/routes";
import type { Agenda } from "../../jobs/agenda";
import { say } from "../../jobs/messages";
import { ActionBar, Button, Icon } from "../../ui";

/** Nothing today: say when work comes next, or that nobody has asked the center yet. */
export function Empty({ plan }: { plan: Agenda }) {
  const { sync, model } = useApp();
  const { t, format } = useSpeech();
  const first = plan.future[0]?.rows[0]?.job.window_start;
  const time = first ? format.time(first) : "";
  const asked = model.lastPull.value !== null;
  const comes = plan.tomorrow > 0 ? say.nothingTomorrow : say.nothingWhy;
  return (
    <>
      <main class="nothing">
        <Picture done={asked} />
        <h2>{t(asked ? say.nothing : say.notAsked)}</h2>
        <p class="quiet">{t(asked ? comes : say.notAskedWhy, { n: plan.tomorrow, time })}</p>
        {plan.future.length > 0 && (
          <a class="link mt-3" href={href("today", "tomorrow")}>
            {t(say.seeTomorrow)} <Icon name="next" size="s" />
          </a>
        )}
      </main>
      <ActionBar label={t(say.nextStep)} overTabs>
        <Button kind="side" even onClick={() => void sync.now()}>
          <Icon name="retry" size="s" />
          {t(model.sync.value.busy ? say.syncing : say.syncNow)}
        </Button>
      </ActionBar>
    </>
  );
}

function Picture({ done }: { done: boolean }) {
  return (
    <svg class="calm" width="168" height="120" viewBox="0 0 168 120" aria-hidden="true">
      <path class="calm__far" d="M14 104h140M20 104c0-14 4-22 12-26M148 104c0-10-3-16-9-20" />
      <rect class="calm__page" x="44" y="20" width="80" height="84" rx="8" />
      <path d="M44 42h80M62 12v16M106 12v16" />
      {done && <path class="calm__tick" d="m70 72 10 10 20-22" />}
    </svg>
  );
}

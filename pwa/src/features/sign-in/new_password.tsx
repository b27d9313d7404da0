import { useState } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import { LanguageSwitch } from "../../app/language_switch";
import type { Failure } from "../../sync";
import { Button, PasswordField } from "../../ui";
import { failureWords, say } from "./messages";

/** The server's rule; it checks again. */
const SHORTEST = 10;

export function NewPassword() {
  const { sync, router } = useApp();
  const { t } = useSpeech();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | null>(null);
  const left = SHORTEST - [...next].length;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (left > 0 || busy) return;
    setBusy(true);
    const outcome = await sync.changePassword(current, next);
    setBusy(false);
    if (outcome.ok) router.replace("today");
    else setFailed(outcome);
  };

  return (
    <>
      <header class="topbar topbar--plain topbar--end">
        <LanguageSwitch />
      </header>
      <main class="entry">
        <div class="entry__mark">
          <h1 tabIndex={-1}>{t(say.newTitle)}</h1>
          <p class="quiet">{t(say.newWhy)}</p>
        </div>
        <form class="entry__form" id="password" onSubmit={submit}>
          <PasswordField
            label={t(say.current)}
            value={current}
            onInput={setCurrent}
            autoComplete="current-password"
            showLabel={t(say.show)}
          />
          <PasswordField
            label={t(say.next)}
            value={next}
            onInput={setNext}
            autoComplete="new-password"
            showLabel={t(say.show)}
            problem={next !== "" && left > 0 ? t(say.tooShort, { n: left }) : null}
          />
        </form>
      </main>
      <footer class="actionbar actionbar--bare">
        {failed && (
          <p class="actionbar__why fail" role="alert">
            {t(failureWords(failed.code, failed.detail))}
          </p>
        )}
        <div class="actionbar__row">
          <Button kind="side" onClick={() => void sync.signOut()}>
            {t(say.signOut)}
          </Button>
          <button class={left > 0 ? "btn btn--missing" : "btn btn--main"} type="submit" form="password">
            {left > 0 ? t(say.tooShort, { n: left }) : t(busy ? say.saving : say.save)}
          </button>
        </div>
      </footer>
    </>
  );
}

/** Signing in, once with a network; and choosing one's own password when the present one was given. */
import { useState } from "preact/hooks";
import { type ScreenProps, useApp, useSpeech } from "../../app/context";
import { EvictedNews } from "../../app/evicted";
import { InstallHint } from "../../app/install";
import { LanguageSwitch } from "../../app/language_switch";
import { protectStorage } from "../../app/storage";
import type { Failure } from "../../sync";
import { Field, Icon, PasswordField } from "../../ui";
import { failureWords, say } from "./messages";
import { NewPassword } from "./new_password";

export default function SignIn({ id }: ScreenProps) {
  return id === "password" ? <NewPassword /> : <SignInForm again={id === "again"} />;
}

function SignInForm({ again }: { again: boolean }) {
  const { model, sync, store, router } = useApp();
  const { t } = useSpeech();
  const known = model.person.value?.me.username ?? "";
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | null>(null);
  const unsent = model.unsent.value;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const outcome = await sync.signIn({ username: username.trim(), password });
    setBusy(false);
    if (!outcome.ok) return setFailed(outcome);
    await protectStorage(store);
    if (again) router.replace("today");
  };

  return (
    <>
      <header class={again ? "topbar topbar--plain" : "topbar topbar--plain topbar--end"}>
        {again && (
          <button class="iconbtn" type="button" aria-label={t(say.back)} onClick={() => router.back("today")}>
            <Icon name="back" />
          </button>
        )}
        <LanguageSwitch />
      </header>
      <main class="entry">
        <EvictedNews />
        <div class="entry__mark">
          <Mark />
          <h1 tabIndex={-1}>{t(say.app)}</h1>
          <p class="quiet">{t(say.tagline)}</p>
        </div>
        <form class="entry__form" id="sign-in" onSubmit={submit}>
          <Field label={t(say.username)} value={username} onInput={setUsername} autoComplete="username" required />
          <PasswordField
            label={t(say.password)}
            value={password}
            onInput={setPassword}
            autoComplete="current-password"
            showLabel={t(say.show)}
          />
        </form>
      </main>
      <footer class="actionbar actionbar--bare">
        {failed && (
          <p class="actionbar__why fail" role="alert">
            {t(failureWords(failed.code, failed.detail))}
          </p>
        )}
        <p class="actionbar__why">
          <Icon name={unsent > 0 ? "onphone" : "online"} size="s" />
          <span>{unsent > 0 ? t(say.waiting, { n: unsent }) : t(say.firstTime)}</span>
        </p>
        <div class="actionbar__row">
          <button class="btn btn--main" type="submit" form="sign-in">
            {t(busy ? say.signingIn : say.signIn)}
          </button>
        </div>
        <InstallHint />
      </footer>
    </>
  );
}

function Mark() {
  return (
    <svg class="mark" width="84" height="84" viewBox="0 0 84 84" aria-hidden="true">
      <rect class="mark__page" x="14" y="8" width="50" height="66" rx="8" />
      <path class="mark__lines" d="M25 23h28M25 33h28M25 43h14" />
      <circle class="mark__seal" cx="58" cy="58" r="18" />
      <path class="mark__tick" d="m49.5 58.5 6 6 11-12" />
    </svg>
  );
}

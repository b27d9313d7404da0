import type { Text } from "../i18n";
import { Icon, type IconName } from "../ui";
import { useApp, useSpeech } from "./context";
import { say } from "./messages";
import { href, type ScreenName } from "./routes";

const TABS: readonly { screen: ScreenName; icon: IconName; text: Text }[] = [
  { screen: "today", icon: "day", text: say.today },
  { screen: "search", icon: "search", text: say.search },
  { screen: "outbox", icon: "outbox", text: say.outbox },
  { screen: "me", icon: "person", text: say.me },
];

export function Tabs({ current }: { current: ScreenName }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const unsent = model.unsent.value;
  return (
    <nav class="tabs" aria-label={t(say.mainMenu)}>
      {TABS.map(({ screen, icon, text }) => (
        <a key={screen} href={href(screen)} aria-current={screen === current ? "page" : undefined}>
          <Icon name={icon} />
          {screen === "outbox" && unsent > 0 && (
            <span class="tabs__count" aria-hidden="true">
              {unsent}
            </span>
          )}
          {t(text)}
          {screen === "outbox" && unsent > 0 && <span class="unseen">{t(say.unsentCount, { n: unsent })}</span>}
        </a>
      ))}
    </nav>
  );
}

/** Installing: a button where the browser offers it, words where only the person can (iOS), nothing once installed. */
import { signal } from "@preact/signals";
import { messages } from "../i18n";
import { Icon } from "../ui";
import { useApp, useSpeech } from "./context";

const say = messages({
  install: { zh: "装到主屏幕，开得更快", en: "Add to the home screen" },
  installIos: {
    zh: "装到主屏幕：点「分享」，再选「添加到主屏幕」",
    en: "To install: tap Share, then “Add to Home Screen”",
  },
});

export type InstallPrompt = Event & { prompt(): Promise<unknown> };

export interface Installer {
  offered: { value: InstallPrompt | null };
  installed: boolean;
  ios: boolean;
}

export function createInstaller(window: Window): Installer {
  const offered = signal<InstallPrompt | null>(null);
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offered.value = event as InstallPrompt;
  });
  window.addEventListener("appinstalled", () => {
    offered.value = null;
  });
  const { navigator } = window;
  const standalone = (navigator as Navigator & { standalone?: boolean }).standalone === true;
  return {
    offered,
    installed: standalone || window.matchMedia("(display-mode: standalone)").matches,
    ios: /iPhone|iPad/.test(navigator.userAgent),
  };
}

export function InstallHint() {
  const { installer } = useApp();
  const { t } = useSpeech();
  const prompt = installer.offered.value;
  if (installer.installed) return null;
  if (installer.ios) return <p class="note centre mt-2">{t(say.installIos)}</p>;
  if (!prompt) return null;
  return (
    <p class="centre">
      <button class="link" type="button" onClick={() => void prompt.prompt()}>
        <Icon name="save" size="s" />
        {t(say.install)}
      </button>
    </p>
  );
}

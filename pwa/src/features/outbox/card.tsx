/** The sealed card: one tap fetches it and shows it as the phone shows PDFs; then it can also be kept as a file. */
import { useEffect, useState } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import { href } from "../../app/routes";
import { messages, type Text } from "../../i18n";
import type { ReportRow } from "../../store";
import { Icon } from "../../ui";
import { say } from "./messages";

const FAILED: Readonly<Record<string, Text>> = messages({
  offline: { zh: "没有网络，连上再取。", en: "No network: try again when connected." },
  timeout: { zh: "连接超时，请再试。", en: "Timed out: please try again." },
  not_ready: { zh: "服务器还在制作，请稍等。", en: "Still being made: a moment, please." },
  login: { zh: "登录已过期，重新登录后再取。", en: "Your session has ended: sign in to fetch it." },
});

export function CardLinks({ row }: { row: ReportRow }) {
  const { model, sync } = useApp();
  const { t } = useSpeech();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);

  const open = async () => {
    if (model.sync.value.reach === "offline") return setFailed("offline");
    const tab = window.open("", "_blank"); // while the tap counts: after the download it would be blocked
    if (tab) tab.document.title = t(say.opening);
    setBusy(true);
    const card = await sync.fetchCard(row.id);
    setBusy(false);
    setFailed(card.ok ? null : card.code);
    if (!card.ok) return tab?.close();
    const made = URL.createObjectURL(card.value);
    setAddress(made);
    tab?.location.replace(made);
  };

  if (address) {
    const name = `${row.cardNumber ?? row.id}.pdf`;
    return (
      <>
        <a class="link" href={address} target="_blank" rel="noreferrer">
          <Icon name="card" size="s" />
          {t(say.openCard)}
        </a>
        <a class="link" href={address} download={name}>
          <Icon name="save" size="s" />
          {t(say.saveCard)}
        </a>
      </>
    );
  }
  return (
    <>
      <button class="link" type="button" onClick={() => void open()}>
        <Icon name="card" size="s" />
        {t(busy ? say.opening : say.openCard)}
      </button>
      {failed && (
        <span class="note" role="status">
          {t(FAILED[failed] ?? FAILED["offline"] ?? say.openCard)}{" "}
          {failed === "login" && (
            <a class="link" href={href("sign-in", "again")}>
              {t(say.signIn)}
            </a>
          )}
        </span>
      )}
    </>
  );
}

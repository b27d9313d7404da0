/** A link for the customer alone: QR code to scan, words, and ways to send it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button, Icon } from "../../ui";
import { QrCode } from "../notice/qr_code";
import type { Texts } from "../visit/texts";

interface PrivateLinkProps {
  url: string;
  title: string;
  /** the QR code's name */
  label: string;
  /** the subject under which it is sent */
  sentAs: string;
  words: Texts;
  children: ComponentChildren;
}

export function PrivateLink({ url, title, label, sentAs, words, children }: PrivateLinkProps) {
  return (
    <section class="card card--pad private mt-3" aria-label={title}>
      <h2 class="title">{title}</h2>
      <QrCode text={url} label={label} size={200} />
      <div class="private__say">
        {children}
        <p class="note private__url">{url}</p>
      </div>
      <Sending url={url} sentAs={sentAs} words={words} />
    </section>
  );
}

type Copied = "link.copied" | "link.not_copied";

function Sending({ url, sentAs, words: { t } }: Pick<PrivateLinkProps, "url" | "sentAs" | "words">) {
  const [copied, setCopied] = useState<Copied | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => setCopied("link.copied"),
      () => setCopied("link.not_copied"),
    );
  const share = () => void navigator.share({ title: sentAs, text: sentAs, url }).catch(() => undefined); // given up
  return (
    <div class="private__send">
      {"share" in navigator ? (
        <Button kind="side" low onClick={share}>
          <Icon name="outbox" size="s" />
          {t("link.share")}
        </Button>
      ) : null}
      <Button kind="side" low onClick={() => void copy()}>
        <Icon name="card" size="s" />
        {t("link.copy")}
      </Button>
      <span class="note" role="status">
        {copied ? t(copied) : ""}
      </span>
    </div>
  );
}

/** Looking for a code: the live view with its torch, a photo instead, or on to typing. */
import { useRef, useState } from "preact/hooks";
import type { ReadCode } from "../../../domain/nameplate";
import { Icon, Shape } from "../../../ui";
import { type TextKey, useTexts } from "../texts";
import { type CameraState, useCamera } from "./camera";
import { pixelsOfPicture } from "./pixels";
import { NoReaderError, type Reader } from "./reader";
import { useReading } from "./use_reading";

interface LookStepProps {
  reader: () => Promise<Reader>;
  onCodes: (codes: readonly ReadCode[]) => void;
  onType: () => void;
}

type Still = "idle" | "reading" | "no_code" | "unreadable" | "no_reader";

export function LookStep({ reader, onCodes, onType }: LookStepProps) {
  const { t } = useTexts();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video, true);
  const [still, setStill] = useState<Still>("idle");
  const live = camera.kind === "live" && still !== "reading" && still !== "no_reader";
  useReading({ video, reader, live, onCodes, onFailed: () => setStill("no_reader") });
  const readPicture = async (picture: File | undefined) => {
    if (!picture) return;
    setStill("reading");
    const found = await codesIn(picture, reader);
    setStill(typeof found === "string" ? found : "idle");
    if (typeof found !== "string") onCodes(found);
  };
  return (
    <div class="scan__body">
      <LiveView camera={camera} video={video} />
      <p class="scan__say" role="status">
        {t(words(camera, still))}
      </p>
      <div class="scan__do">
        <StillButton onPicture={(picture) => void readPicture(picture)} />
        <button class="btn btn--side" type="button" onClick={onType}>
          <Icon name="pen" size="s" />
          {t("scan.type")}
        </button>
      </div>
    </div>
  );
}

function LiveView({ camera, video }: { camera: CameraState; video: { current: HTMLVideoElement | null } }) {
  const { t } = useTexts();
  const torch = camera.kind === "live" ? camera.torch : null;
  return (
    <div class={camera.kind === "off" ? "scan__view scan__view--off" : "scan__view"}>
      {camera.kind === "off" ? <Shape level="untested" size="l" /> : null}
      <video ref={video} hidden={camera.kind === "off"} playsInline muted aria-label={t("scan.view")} />
      {camera.kind === "live" ? <span class="scan__frame" aria-hidden="true" /> : null}
      {torch ? (
        <button
          class="scan__torch"
          type="button"
          aria-pressed={torch.on}
          aria-label={t("scan.torch")}
          onClick={() => torch.turn(!torch.on)}
        >
          <Icon name="torch" />
        </button>
      ) : null}
    </div>
  );
}

function StillButton({ onPicture }: { onPicture: (picture: File | undefined) => void }) {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="btn btn--side" type="button" onClick={() => input.current?.click()}>
        <Icon name="camera" size="s" />
        {t("scan.still")}
      </button>
      <input
        ref={input}
        class="unseen"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        data-from="scan"
        onChange={(event) => {
          onPicture(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

async function codesIn(
  picture: Blob,
  reader: () => Promise<Reader>,
): Promise<readonly ReadCode[] | "no_code" | "unreadable" | "no_reader"> {
  try {
    const codes = await (await reader()).read(await pixelsOfPicture(picture));
    return codes.length ? codes : "no_code";
  } catch (error) {
    return error instanceof NoReaderError ? "no_reader" : "unreadable";
  }
}

function words(camera: CameraState, still: Still): TextKey {
  if (still !== "idle") return `scan.${still}`;
  return camera.kind === "off" ? `scan.camera_${camera.why}` : `scan.${camera.kind}`;
}

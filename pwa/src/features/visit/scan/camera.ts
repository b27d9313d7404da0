/** The phone's back camera as a live picture, its torch, and why it may not be there. */
import { useEffect, useState } from "preact/hooks";

export type CameraState =
  | { kind: "starting" }
  | { kind: "live"; torch: Torch | null }
  | { kind: "off"; why: "refused" | "missing" | "busy" };

export interface Torch {
  on: boolean;
  turn: (on: boolean) => void;
}

/** Runs while `wanted` and the page is seen; a phone takes the camera from hidden pages. */
export function useCamera(video: { current: HTMLVideoElement | null }, wanted: boolean): CameraState {
  const [state, setState] = useState<CameraState>({ kind: "starting" });
  const seen = useSeen();
  useEffect(() => {
    if (!wanted || !seen) return;
    let stream: MediaStream | null = null;
    let over = false;
    setState({ kind: "starting" });
    openCamera().then(
      (opened) => {
        stream = opened;
        if (over || !video.current) return stop(opened);
        video.current.srcObject = opened;
        void video.current.play().catch(() => {}); // hidden again before it began
        setState({ kind: "live", torch: torchOf(opened, setState) });
      },
      (error: unknown) => over || setState({ kind: "off", why: whyNot(error) }),
    );
    return () => {
      over = true;
      if (stream) stop(stream);
    };
  }, [video, wanted, seen]);
  return state;
}

async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera interface", "NotFoundError");
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function whyNot(error: unknown): "refused" | "missing" | "busy" {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "missing";
}

function torchOf(stream: MediaStream, show: (state: CameraState) => void): Torch | null {
  const [track] = stream.getVideoTracks();
  const can = track?.getCapabilities?.() as { torch?: boolean } | undefined;
  if (!track || !can?.torch) return null;
  const turn = (on: boolean) => {
    const wish = { advanced: [{ torch: on }] } as unknown as MediaTrackConstraints;
    void track.applyConstraints(wish).then(
      () => show({ kind: "live", torch: { on, turn } }),
      () => {}, // some phones promise a torch to the wrong one of their cameras: it stays as it was
    );
  };
  return { on: false, turn };
}

function useSeen(): boolean {
  const [seen, setSeen] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setSeen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return seen;
}

/**
 * The scanner: live view, a photo of the code where the camera may not be used live, or typing.
 * Whatever way it came, the technician sees what was read and confirms it before it goes anywhere.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Nameplate, type ReadCode, readNameplate } from "../../../domain/nameplate";
import { Icon } from "../../../ui";
import { useVisit } from "../context";
import { useTexts } from "../texts";
import { LookStep } from "./look_step";
import { openReader, type Reader } from "./reader";
import "./scan.css";
import { ChooseStep, ConfirmStep } from "./scan_steps";

export type NameplateField = "serial" | "model";

/** What the technician confirmed. `raw` is the code as it was read, "" when it was typed. */
export interface Scanned {
  serial: string;
  model: string;
  product: string;
  raw: string;
}

interface ScanSheetProps {
  title: string;
  wanted: readonly NameplateField[];
  onScanned: (scanned: Scanned) => void;
  onClose: () => void;
}

type Step = { kind: "look" } | { kind: "choose"; codes: readonly ReadCode[] } | { kind: "confirm"; plate: Nameplate };

const TYPED: Nameplate = { raw: "", kind: "plain", serial: "", model: "", product: "" };

export function ScanSheet({ title, wanted, onScanned, onClose }: ScanSheetProps) {
  const visit = useVisit();
  const { t } = useTexts();
  const [step, setStep] = useState<Step>({ kind: "look" });
  const dialog = useDialog();
  const reader = useReader();
  useEffect(() => void visit.flush(), []); // before a camera opens, as for photos
  const read = (codes: readonly ReadCode[]) => {
    const [first, ...others] = codes;
    if (!first) return;
    navigator.vibrate?.(60);
    setStep(others.length ? { kind: "choose", codes } : { kind: "confirm", plate: readNameplate(first) });
  };
  return (
    <dialog ref={dialog} class="scan" aria-label={title} onClose={onClose}>
      <header class="scan__head">
        <h2>{title}</h2>
        <button class="iconbtn" type="button" aria-label={t("scan.close")} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      {step.kind === "look" ? (
        <LookStep reader={reader} onCodes={read} onType={() => setStep({ kind: "confirm", plate: TYPED })} />
      ) : null}
      {step.kind === "choose" ? (
        <ChooseStep
          codes={step.codes}
          onChoose={(code) => setStep({ kind: "confirm", plate: readNameplate(code) })}
          onAgain={() => setStep({ kind: "look" })}
        />
      ) : null}
      {step.kind === "confirm" ? (
        <ConfirmStep plate={step.plate} wanted={wanted} onUse={onScanned} onAgain={() => setStep({ kind: "look" })} />
      ) : null}
    </dialog>
  );
}

/** As a modal dialog: the browser keeps the focus inside, closes on Escape, and gives the focus back. */
function useDialog(): { current: HTMLDialogElement | null } {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return dialog;
}

/** One for the sheet, opened when it is first asked for. */
function useReader(): () => Promise<Reader> {
  const opened = useRef<Promise<Reader> | null>(null);
  useEffect(
    () => () => {
      void opened.current?.then((reader) => reader.close());
    },
    [],
  );
  return () => {
    opened.current ??= openReader();
    return opened.current;
  };
}
